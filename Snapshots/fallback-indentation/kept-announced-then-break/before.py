import logging

logger = logging.getLogger(__name__)


def last(keys):
    row = None
    for key in keys:
        row = cached(key)
        if row is None:
            logger.info("%s missed, falling back to what there is", key)
            break
        row = refresh(key)
    return row
