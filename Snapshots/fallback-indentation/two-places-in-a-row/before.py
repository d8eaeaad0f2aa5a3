import logging

logger = logging.getLogger(__name__)


def find(isbn):
    book = in_shop(isbn)
    if book is None:
        logger.info("not in the shop, falling back to the warehouse")
    book = in_warehouse(isbn)
    if book is None:
        logger.info("not in the warehouse, falling back to the publisher")
    book = at_publisher(isbn)
    return book
