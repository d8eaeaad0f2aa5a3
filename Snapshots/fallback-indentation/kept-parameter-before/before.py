import logging

logger = logging.getLogger(__name__)


def render(page, theme=None):
    if theme is None:
        logger.info("no theme given, falling back to the site's theme")
    theme = site_theme(page)
    return page, theme
