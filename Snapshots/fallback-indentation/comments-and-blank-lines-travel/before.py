import logging

logger = logging.getLogger(__name__)


def work():
    row = primary()  # fast
    if row is None:
        logger.warning("falling back to the slow service")

    # The slow service knows everything.
    row = fallback()  # slow
    logger.info("fallback result: %s", row)

    # Unrelated.
    logger.info("done")
    return row
