import logging

logger = logging.getLogger(__name__)


def fetch(session, url, mirror):
    response = session.get(url)
    if response.status_code != 200:
        logger.warning("falling back to the mirror")
    response = session.get(mirror)
    return response.text
