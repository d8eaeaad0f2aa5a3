import logging

logger = logging.getLogger(__name__)


def warm(key):
    row = cached(key)
    return row


def lookup(key, row):
    if row is None:
        logger.info("cache miss, falling back to the table")
    row = from_table(key)
    return row
