def read(source):
    if isinstance(source, str):
        source = open(source)
    data = source.read()
    source.close()
    return data
