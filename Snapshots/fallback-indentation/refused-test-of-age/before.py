import logging

logger = logging.getLogger(__name__)


def rate(currency):
    entry = cached_rate(currency)
    if entry.age > 3600:
        logger.info("rate of %s is old, falling back to the bank", currency)
    entry = bank_rate(currency)
    return entry
