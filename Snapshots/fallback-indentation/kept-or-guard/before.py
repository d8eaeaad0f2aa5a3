import logging

logger = logging.getLogger(__name__)


def lookup(key):
    row = cached(key)
    if row is None:
        logger.info("cache miss, falling back to the table")
    row = row or from_table(key)
    return row
