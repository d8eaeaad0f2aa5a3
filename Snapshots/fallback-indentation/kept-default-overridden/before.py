import logging

logger = logging.getLogger(__name__)


def load(settings):
    value = settings.get_default("size")
    if value is None:
        logger.info("no default, falling back to the environment")
    value = settings.read("size")
    return value
