"""Prices, from the fast service or from the slow one."""

import logging

from orders import services

logger = logging.getLogger(__name__)


async def price_of(order):
    quote = await services.fast_quote(order)
    logger.info(f"fast quote: {quote}")

    if quote is None or quote.get("status") == "FAILED":
        logger.warning("fast quote failed, falling back to the catalogue...")
    quote = await services.catalogue_quote({
            "order": order["id"],
            "items": order["items"],
        })
    logger.info(f"fallback quote: {quote}")
    return quote["total"]
