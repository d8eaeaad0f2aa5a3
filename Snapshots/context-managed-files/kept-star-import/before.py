from os import *


def descriptor(path):
    source = open(path, O_RDONLY)
    return read(source, 10)
