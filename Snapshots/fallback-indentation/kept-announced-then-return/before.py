import logging

logger = logging.getLogger(__name__)


def lookup(key):
    row = cached(key)
    if row is None:
        logger.info("cache miss, falling back to the table")
        return from_table(key)
    row = refresh(key)
    return row
