import logging

logger = logging.getLogger(__name__)


def page(urls):
    text = None
    for url in urls:
        text = download(url)
        if text is None:
            logger.info("%s is down, falling back to the next one", url)
    text = archive(urls)
    return text
