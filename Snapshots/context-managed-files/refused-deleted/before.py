def read(path):
    source = open(path)
    text = source.read()
    del source
    return text
