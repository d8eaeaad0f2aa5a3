import logging

logger = logging.getLogger(__name__)


def load(cache, database, verbose):
    try:
        row = cache.get("row")
    except KeyError:
        if verbose:
            logger.info("falling back to the database")
        row = database.get("row")
    return row
