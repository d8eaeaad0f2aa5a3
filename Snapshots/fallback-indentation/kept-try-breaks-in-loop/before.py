import logging

logger = logging.getLogger(__name__)


def read(paths):
    text = None
    for path in paths:
        try:
            text = read_remote(path)
            break
        except OSError:
            logger.warning("%s is down, falling back to the local copy", path)
        text = read_local(path)
    return text
