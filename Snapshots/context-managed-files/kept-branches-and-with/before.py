import gzip


def read(path):
    if path.endswith(".gz"):
        source = gzip.open(path, "rt")
    else:
        source = open(path)
    with source:
        return source.read()
