import logging

logger = logging.getLogger(__name__)


def load(cache, database):
    try:
        row = cache.get("row")
    except KeyError:
        logger.info("falling back to the database")
    else:
        logger.info("cached")
    row = database.get("row")
    return row
