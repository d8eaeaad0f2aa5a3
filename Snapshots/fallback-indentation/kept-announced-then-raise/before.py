import logging

logger = logging.getLogger(__name__)


def lookup(key):
    row = cached(key)
    if row is None:
        logger.error("cache is gone, falling back to the caller")
        raise LookupError(key)
    row = refresh(key)
    return row
