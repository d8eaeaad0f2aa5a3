import logging

logger = logging.getLogger(__name__)


def fetch(session, url, mirror):
    if url is None:
        response = None
    else:
        with session:
            response = session.get(url)
            if not response.ok:
                logger.info("origin is not ok: fallback to mirror")
            response = session.get(mirror)  # no retries here
            logger.info("fallback done")  # for the graphs
    return response
