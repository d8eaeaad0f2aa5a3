import logging

logger = logging.getLogger(__name__)


def convert(kind, data):
    match kind:
        case "video":
            clip = encode_hardware(data)
            if clip == -1:
                logger.warning("hardware encoder is busy, reverting to software")
            clip = encode_software(data)
            return clip
        case _:
            return None
