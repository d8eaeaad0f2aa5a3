import structlog

log = structlog.get_logger()


async def classify(text):
    verdict = await remote_model(text)
    if "error" in verdict:
        log.warning("falling_back_to_rules", error=verdict["error"], size=len(text))
    verdict = await rules(text)
    await log.ainfo("fallback_verdict", verdict=verdict)
    return verdict
