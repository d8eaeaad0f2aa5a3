import logging

logger = logging.getLogger(__name__)


def scan(image):
    code = decode_barcode(image)
    if code is None:
        logger.warning("no barcode, falling back to text recognition")
    code = recognise_text(
            image,
            languages=["en"],
    )
    return code
