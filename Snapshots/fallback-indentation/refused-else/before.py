import logging

logger = logging.getLogger(__name__)


def load(cache, database):
    row = cache.get("row")
    if row is None:
        logger.info("falling back to the database")
    else:
        logger.info("cached")
    row = database.get("row")
    return row
