import logging

logger = logging.getLogger(__name__)


def work():
    try:
        row = primary()
    except ConnectionError:
        logger.warning("replica is down, falling back to the primary database")
    row = fallback()
    return row
