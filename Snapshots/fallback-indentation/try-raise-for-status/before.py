import logging

logger = logging.getLogger(__name__)


def fetch(session, url, mirror):
    try:
        response = session.get(url, timeout=3)
        response.raise_for_status()
    except OSError as error:
        logger.warning("%s failed (%s); falling back to %s", url, error, mirror)
    response = session.get(mirror, timeout=3)
    return response
