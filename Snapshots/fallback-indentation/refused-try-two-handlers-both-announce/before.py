import logging

logger = logging.getLogger(__name__)


def read(path):
    try:
        text = read_remote(path)
    except TimeoutError:
        logger.warning("timeout, falling back to the local copy")
    except OSError as error:
        logger.warning("%s, falling back to the local copy", error)
    text = read_local(path)
    return text
