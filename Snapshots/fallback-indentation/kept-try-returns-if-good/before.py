import logging

logger = logging.getLogger(__name__)


def read(path):
    try:
        text = read_remote(path)
        if text:
            return text
        logger.info("remote copy is empty")
    except OSError:
        logger.warning("remote is down, falling back to the local copy")
    text = read_local(path)
    return text
