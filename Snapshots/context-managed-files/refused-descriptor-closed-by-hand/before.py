import os


def read(descriptor):
    source = open(descriptor)
    text = source.read()
    os.close(descriptor)
    return text
