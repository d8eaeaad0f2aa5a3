import gzip


def read(path):
    source = gzip.open(path, "rt") if path.endswith(".gz") else open(path)
    text = source.read()
    source.close()
    return text
