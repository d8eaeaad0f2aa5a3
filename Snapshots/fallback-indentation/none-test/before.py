import logging

logger = logging.getLogger(__name__)


def work():
    row = primary()
    if row is None:
        logger.info("not in the cache, falling back to the database")
    row = fallback()
    return row
