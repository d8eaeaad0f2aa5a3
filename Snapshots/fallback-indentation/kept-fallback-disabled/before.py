import logging

logger = logging.getLogger(__name__)


def lookup(key):
    row = cached(key)
    if row is None:
        logger.error("cache miss; refusing to fall back to the stale copy of %s", key)
    row = verify(key)
    return row
