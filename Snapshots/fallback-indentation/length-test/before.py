import logging

logger = logging.getLogger(__name__)


def search(index, database, query):
    hits = index.search(query)
    if len(hits) == 0:
        logger.info("nothing in the index, falling back to the database")
    hits = database.search(query)
    return hits
