import logging

logger = logging.getLogger(__name__)


def lookup(key, fast):
    if fast:
        row = cached(key)
    else:
        row = None
    if row is None:
        logger.info("falling back to the table")
    row = from_table(key)
    return row
