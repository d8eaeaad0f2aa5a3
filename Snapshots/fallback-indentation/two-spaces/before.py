import logging

logger = logging.getLogger(__name__)


def work():
  row = primary()
  if row is None:
    logger.warning("falling back to the slow service")
  row = fallback()
  return row
