import logging

logger = logging.getLogger(__name__)


def load(cache, database, audit):
    row = cache.get("row")
    audit.seen(row)
    if row is None:
        logger.info("falling back to the database")
    row = database.get("row")
    return row
