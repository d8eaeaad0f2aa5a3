import logging

logger = logging.getLogger(__name__)


def run(job):
    outcome = run_remote(job)
    if not outcome.failed:
        logger.info("%s is done; the next job is falling back to local workers", job)
    outcome = run_local(job)
    return outcome
