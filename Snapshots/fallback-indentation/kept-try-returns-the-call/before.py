import logging

logger = logging.getLogger(__name__)


def read(path):
    try:
        return read_remote(path)
    except OSError:
        logger.warning("remote is down, falling back to the local copy")

    text = read_local(path)
    return text
