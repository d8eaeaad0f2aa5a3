import logging

logger = logging.getLogger(__name__)


def load(cache, database):
    row = cache.get("row")
    if row.age > 60:
        logger.info("old row, falling back to the database")
    row = database.get("row")
    return row
