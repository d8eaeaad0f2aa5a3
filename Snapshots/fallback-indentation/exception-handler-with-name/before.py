import logging

logger = logging.getLogger(__name__)


async def work():
    try:
        answer = await primary()
    except Exception as error:
        logger.error("fast path failed (%s), using fallback", error)
    answer = await fallback()
    logger.info("fallback answered")
    return answer
