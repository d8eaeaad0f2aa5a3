import logging

logger = logging.getLogger(__name__)


def results(query):
    hits = index(query)
    if not hits:
        logger.info("no hit, falling back to the archive as well")
    hits += archive(query)
    return hits
