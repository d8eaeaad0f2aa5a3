import logging

logger = logging.getLogger(__name__)


def read(path, verbose):
    try:
        return read_remote(path)
    except OSError:
        text = read_mirror(path)
        if verbose:
            logger.info("remote is down, falling back to the local copy of %s", path)
        text = read_local(path)
        return text
