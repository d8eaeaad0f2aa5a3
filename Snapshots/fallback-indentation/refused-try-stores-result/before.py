import logging

logger = logging.getLogger(__name__)


def read(path):
    try:
        text = read_remote(path)
        store(path, text)
    except OSError:
        logger.warning("falling back to the local copy")
    text = read_local(path)
    return text
