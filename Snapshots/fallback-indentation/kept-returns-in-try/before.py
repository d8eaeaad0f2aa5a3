import logging

logger = logging.getLogger(__name__)


def load(cache, database):
    try:
        row = cache.get("row")
        return row
    except KeyError:
        logger.info("falling back to the database")
    row = database.get("row")
    return row
