import logging

logger = logging.getLogger(__name__)


def lookup(key):
    row = cached(key)
    if row is None:
        logger.info("cache miss, falling back to the table")
    elif row.stale:
        logger.info("stale row, falling back to the table")
    row = from_table(key)
    return row
