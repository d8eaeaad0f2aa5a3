def read(path):
    source = open(path)
    size = 10
    with source:
        return source.read(size)
