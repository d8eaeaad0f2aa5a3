import logging

logger = logging.getLogger(__name__)


def lookup(key):
    row = cached(key)
    if row is None:
        logger.error("cache miss, not falling back to %s since fallback is disabled", key)
    row = verify(key)
    return row
