import logging

logger = logging.getLogger(__name__)


def lookup(key):
    row = cached(key)
    if row is None:
        logger.info("cache miss, falling back to the table")
    if row is None and key:
        row = from_table(key)
    return row
