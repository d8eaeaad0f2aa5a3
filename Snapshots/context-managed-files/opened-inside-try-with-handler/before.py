import logging


def read(path):
    source = None
    try:
        source = open(path)
        return source.read()
    except OSError:
        logging.exception("cannot read %s", path)
        return ""
    finally:
        if source is not None:
            source.close()
