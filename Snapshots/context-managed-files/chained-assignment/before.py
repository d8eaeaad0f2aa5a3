def read(path):
    source = handle = open(path)
    text = source.read()
    handle.seek(0)
    source.close()
    return text
