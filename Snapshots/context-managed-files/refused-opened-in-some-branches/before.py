import gzip


def read(path, source=None):
    if path.endswith(".gz"):
        source = gzip.open(path, "rt")
    elif path:
        source = open(path)
    return source.readlines()
