import logging

logger = logging.getLogger(__name__)


async def check(product):
    report = await fast_check(product)
    if report.get("status") == "FAILED":
        logger.warning("fast check failed, falling back to the full check")
    report = await full_check(product, reason=report.get("error"))
    return report
