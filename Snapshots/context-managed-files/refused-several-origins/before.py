import sys


def read(path):
    source = open(path) if path else sys.stdin
    return source.read()


def read_again(path):
    if path:
        source = open(path)
    else:
        source = sys.stdin
    return source.read()


def maybe(path):
    source = open(path) if path else None
    return source and source.read()
