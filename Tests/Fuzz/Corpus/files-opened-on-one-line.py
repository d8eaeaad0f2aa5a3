import tarfile


def names(path):
    source = open(path, "rb"); source = open(path, "rb")
    with tarfile.open(fileobj=source) as archive:
        found = archive.getnames()
    source.close()
    return found


def first(path):
    source = open(path, "rb")
    with tarfile.open(fileobj=source) as archive:
        return archive.getnames()[0]
