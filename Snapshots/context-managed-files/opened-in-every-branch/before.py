import gzip


def read(path):
    if path.endswith(".gz"):
        source = gzip.open(path, "rt")
    elif path.endswith(".zip"):
        raise ValueError(path)
    else:
        source = open(path)
    lines = source.readlines()
    source.close()
    return lines


def read_in_finally(path):
    if path.endswith(".gz"):
        source = gzip.open(path, "rt")
    else:
        source = open(path)
    try:
        return source.readlines()
    finally:
        source.close()


def read_and_leave(path):
    if path.endswith(".gz"):
        source = gzip.open(path, "rt")
    else:
        source = open(path)
    return source.readlines()
