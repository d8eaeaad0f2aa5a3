import logging

logger = logging.getLogger(__name__)


def load(cache, database):
    row = cache.get("row")
    if row is None:
        logger.info("not in the cache")
    row = database.get("row")
    return row
