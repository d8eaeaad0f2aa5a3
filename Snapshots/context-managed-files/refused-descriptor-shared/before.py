import os


def read(descriptor):
    source = os.fdopen(descriptor)
    text = source.read()
    os.close(descriptor)
    return text
