import logging

logger = logging.getLogger(__name__)


def lookup(key):
    row = cached(key)
    if row is None:
        logger.info("cache has no %s", key, extra={"handler": falling_back_to(key)})
    row = from_table(key)
    return row
