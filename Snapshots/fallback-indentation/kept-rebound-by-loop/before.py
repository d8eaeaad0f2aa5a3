import logging

logger = logging.getLogger(__name__)


def lookup(keys):
    row = cached(keys)
    if row is None:
        logger.info("cache miss, falling back to the table")
    for row in from_table(keys):
        yield row
