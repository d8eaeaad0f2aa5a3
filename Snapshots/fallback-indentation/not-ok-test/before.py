import logging

logger = logging.getLogger(__name__)


def fetch(session, url, mirror):
    response = session.get(url)
    if not response.ok:
        logger.warning("%s is down, falling back to %s", url, mirror)
    response = session.get(mirror)
    return response.text
