import logging

logger = logging.getLogger(__name__)


class Summary:
    async def write(self, text):
        try:
            summary = await ask_model(text)
        except (TimeoutError, ValueError) as exc:
            metrics["failed"] += 1
            logger.exception("model failed: %s - retrying with the small model", exc)

        # The small model has no tools.
        summary = await ask_small_model(
            text, tools=None
        )

        return summary
