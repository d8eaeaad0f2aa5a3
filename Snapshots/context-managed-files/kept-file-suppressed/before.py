# redline: ignore-file


def read(path):
    return open(path).read()
