from typing import TextIO


def read(path):
    source: TextIO = open(path)
    text = source.read()
    source.close()
    return text
