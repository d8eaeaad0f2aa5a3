import logging

logger = logging.getLogger(__name__)


def work():
    row: dict | None = primary()
    if row is None:
        logger.warning("falling back to the database")
    row = fallback()
    return row
