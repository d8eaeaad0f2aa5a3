import logging

logger = logging.getLogger(__name__)


def work():
    row = primary()
    if row is None:
        logger.warning("falling back to the database")
    row = fallback("orders",
                   key="id")
    return row
