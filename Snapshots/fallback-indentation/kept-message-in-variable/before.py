import logging

logger = logging.getLogger(__name__)


def lookup(key):
    row = cached(key)
    message = "falling back to the table"
    if row is None:
        logger.info(message)
    row = from_table(key)
    return row
