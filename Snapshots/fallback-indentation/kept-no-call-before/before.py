import logging

logger = logging.getLogger(__name__)


def load(database, row):
    if row is None:
        logger.info("falling back to the database")
    row = database.get("row")
    return row
