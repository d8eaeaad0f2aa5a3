import logging

logger = logging.getLogger(__name__)


def load(cache, database, audit):
    row = cache.get("row")
    if row is None:
        logger.info("falling back to the database")
    audit.seen(row)
    row = database.get("row")
    return row
