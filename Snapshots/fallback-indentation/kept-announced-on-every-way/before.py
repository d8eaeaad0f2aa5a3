import logging

logger = logging.getLogger(__name__)


def measure(server):
    speed = run_test(server)
    if speed:
        return speed
    logger.warning("server %s failed, falling back to any server", server)
    speed = run_test()
    return speed
