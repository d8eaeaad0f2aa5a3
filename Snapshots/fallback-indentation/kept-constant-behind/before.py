import logging

logger = logging.getLogger(__name__)


def load(cache):
    row = cache.get("row")
    if row is None:
        logger.info("falling back to the default")
    row = {}
    return row
