import logging

logger = logging.getLogger(__name__)


def price(order):
    quote = fast_quote(order)
    if quote is None:
        logger.warning("fast quote failed, falling back to the catalogue")
    quote = catalogue_quote(order)
    logger.info("fallback quote: %s", quote)
    logger.debug("the fallback took %d items", len(order))
    logger.info("quote for order is ready")
    logger.info("no more fallback needed for this order")
    return quote
