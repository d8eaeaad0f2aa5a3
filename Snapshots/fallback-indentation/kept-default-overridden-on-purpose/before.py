import logging

logger = logging.getLogger(__name__)


def settings(path):
    values = default_settings()
    if not values:
        logger.warning("no defaults were shipped, falling back to the site file alone")
    values = site_settings(path)
    return values
