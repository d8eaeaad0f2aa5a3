import logging

logger = logging.getLogger(__name__)


def lookup(key):
    if (row := cached(key)) is None:
        logger.info("cache miss, falling back to the table")
    row = from_table(key)
    return row
