def read(path):
    source = open(path)  # opened here
    with source:
        return source.read()
