import logging

logger = logging.getLogger(__name__)


async def safety_check(req, commander_agent):
    try:
        result = await run_optimized_safety_check({
            "user_id": req.user_id,
            "barcode": req.barcode,
        })
        logger.info(f"Optimized workflow result: {result}")

        # Fallback to standard workflow if optimized fails
        if result.get("status") == "FAILED" and "optimized workflow error" in result.get("error", ""):
            logger.warning("âš ï¸ Optimized workflow failed, falling back to standard workflow...")
        result = await commander_agent.start_safety_check_workflow({
                "user_id":      req.user_id,
                "barcode":      req.barcode,
                "model_number": req.model_number,
                "product_name": req.product_name,
                "image_url":    req.image_url
            })
        logger.info(f"Fallback workflow result: {result}")
        return result
    except Exception as e:
        logger.error(f"safety check failed: {e}")
        raise
