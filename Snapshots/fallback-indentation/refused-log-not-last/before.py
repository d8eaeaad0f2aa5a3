import logging

logger = logging.getLogger(__name__)


def load(cache, database, metrics):
    row = cache.get("row")
    if row is None:
        logger.info("falling back to the database")
        metrics.count("miss")
    row = database.get("row")
    return row
