import logging

logger = logging.getLogger(__name__)


def lookup(key):
    row = cached(key)
    if row is None:
        row = from_table(key)
        logger.info("cache miss, using fallback table")
    row = annotate(key)
    return row
