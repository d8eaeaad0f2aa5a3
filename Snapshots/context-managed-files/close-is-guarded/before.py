def read(path):
    source = open(path)
    text = source.read()
    if not source.closed:
        source.close()
    return text


def read_again(path):
    source = open(path)
    text = source.read()
    source and source.close()
    return text
