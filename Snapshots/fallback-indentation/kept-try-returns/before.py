import logging

logger = logging.getLogger(__name__)


def read(path):
    try:
        text = read_remote(path)
        return text
    except OSError:
        logger.warning("remote is down, falling back to the local copy")
    text = read_local(path)
    return text
