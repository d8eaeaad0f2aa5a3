def load(path):
    source = open(path)
    text = source.read()
    source.close()
    return text.upper()
