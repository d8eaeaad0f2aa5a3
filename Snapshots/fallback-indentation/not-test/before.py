import logging

logger = logging.getLogger(__name__)


def work():
    row = primary()
    if not row:
        logger.warning("cache is empty, falling back to the database")
    row = fallback()
    return row
