import logging

logger = logging.getLogger(__name__)


def load(store, text):
    value = store.get(text)
    if value is None:
        logger.info("falling back to the default format")
    value = store.decode(value)
    return value
