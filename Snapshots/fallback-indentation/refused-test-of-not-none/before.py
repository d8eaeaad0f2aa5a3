import logging

logger = logging.getLogger(__name__)


def avatar(user):
    image = uploaded(user)
    if image is not None and image.size > 1_000_000:
        logger.warning("picture of %s is huge, falling back to the thumbnail", user)
    image = thumbnail(user)
    return image
