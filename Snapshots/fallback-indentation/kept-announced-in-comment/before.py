import logging

logger = logging.getLogger(__name__)


def lookup(key):
    row = cached(key)
    if row is None:
        # falling back to the table
        logger.info("cache has no %s", key)
    row = from_table(key)
    return row
