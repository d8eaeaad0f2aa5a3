import logging

logger = logging.getLogger(__name__)


def load(cache, database):
    row = cache.get("row")
    if row:
        logger.info("have it; falling back to the database for details")
    row = database.get("row")
    return row
