import logging

logger = logging.getLogger(__name__)


def read(path):
    lock = acquire(path)
    try:
        text = read_remote(path)
    except OSError:
        logger.warning("falling back to the local copy")
    finally:
        lock.release()
    text = read_local(path)
    return text
