import logging

logger = logging.getLogger(__name__)


def load(cache, database):
    try:
        row = cache.get("row")
    except KeyError:
        logger.info("falling back to the database")
    except ConnectionError:
        logger.error("no cache")
    row = database.get("row")
    return row
