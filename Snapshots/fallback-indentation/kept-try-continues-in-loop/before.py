import logging

logger = logging.getLogger(__name__)


def read(paths):
    texts = []
    for path in paths:
        try:
            text = read_remote(path)
            texts.append(text)
            continue
        except OSError:
            logger.warning("%s is down, falling back to the local copy", path)
        text = read_local(path)
        texts.append(text)
    return texts
