def read(path, keep):
    source = open(path)
    text = source.read()
    if not keep:
        source.close()
    return text
