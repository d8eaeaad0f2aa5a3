import logging

logger = logging.getLogger(__name__)


def load(path):
    data = read_json(path)
    if data is None:
        logger.info("no schema in %s, falling back to the default schema", path)
    data = upgrade(path, data)
    return data
