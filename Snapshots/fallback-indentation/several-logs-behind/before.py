import logging

logger = logging.getLogger(__name__)


def work():
    row = primary()
    if row is None:
        logger.warning("switching to the backup provider")
    row = fallback()
    logger.info("backup provider answered")
    logger.debug("fallback row: %r", row)
    logger.info("order is complete")
    return row
