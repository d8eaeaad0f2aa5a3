import logging

logger = logging.getLogger(__name__)


def measure(preferred):
    if preferred:
        speed = run_test(preferred)
        if speed:
            return speed
        logger.warning("server %s failed, falling back to any server", preferred)

    speed = run_test()
    return speed
