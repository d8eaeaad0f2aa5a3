def make_reader(path):
    source = open(path)

    def read():
        return source.read()

    return read


def make_lambda(path):
    source = open(path)
    return lambda: source.read()
