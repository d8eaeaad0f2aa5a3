import logging

logger = logging.getLogger(__name__)


def lookup(key):
    row = cached(key)
    if row is not None:
        return row
    if not quiet():
        logger.info("cache miss, falling back to the table")
    row = from_table(key)
    return row
