import logging

logger = logging.getLogger(__name__)


def measure(probe):
    sample = read_digital(probe)
    store(probe, "digital", sample)
    if sample is None:
        logger.warning("no digital value, falling back to the analogue one")
    sample = read_analogue(probe)
    store(probe, "analogue", sample)
    return sample
