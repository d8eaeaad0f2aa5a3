import logging

logger = logging.getLogger(__name__)


def load(cache, database, debug):
    row = cache.get("row")
    if debug:
        logger.info("falling back to the database")
    row = database.get("row")
    return row
