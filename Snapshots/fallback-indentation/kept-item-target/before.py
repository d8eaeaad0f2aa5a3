import logging

logger = logging.getLogger(__name__)


def fill(table, key):
    table[key] = cached(key)
    if table[key] is None:
        logger.info("cache miss, falling back to the slow table")
    table[key] = slow(key)
