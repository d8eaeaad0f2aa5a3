import logging

logger = logging.getLogger(__name__)


def lookup(key):
    row = None
    if row is None:
        logger.info("falling back to the table")
    row = from_table(key)
    return row
