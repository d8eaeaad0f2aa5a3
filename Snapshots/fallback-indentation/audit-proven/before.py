import logging

logger = logging.getLogger(__name__)


async def work():
    result = await primary({"user": 1})
    logger.info(f"Optimized workflow result: {result}")

    # Fallback to standard workflow if optimized fails
    if result.get("status") == "FAILED" and "optimized workflow error" in result.get("error", ""):
        logger.warning("⚠️ Optimized workflow failed, falling back...")
    result = await fallback({"user": 1})
    logger.info(f"Fallback workflow result: {result}")
    return result
