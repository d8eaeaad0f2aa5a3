import logging

logger = logging.getLogger(__name__)


def search(query):
    hits = search_index(query)
    if len(hits) == 0:
        logger.info("nothing in the index, falling back to a full scan")
    hits = scan_documents(query)
    logger.info("%d hits for %r", len(hits), query)
    return hits
