import logging

logger = logging.getLogger(__name__)


EXAMPLE = """
row = cached(key)
if row is None:
    logger.info("cache miss, falling back to the table")
row = from_table(key)
"""


def example():
    return EXAMPLE
