import logging

logger = logging.getLogger(__name__)


def first(keys):
    for key in keys:
        row = cached(key)
        if row is None:
            logger.info("%s missed, falling back to the next key", key)
            continue
        row = refresh(key)
        return row
