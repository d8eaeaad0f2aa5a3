import logging

logger = logging.getLogger(__name__)


def load(cache, database):
    row = cache.get("row")
    if row is None:
        logger.info("falling back to the database")
        row = database.get("row")
    row = database.complete(row)
    return row
