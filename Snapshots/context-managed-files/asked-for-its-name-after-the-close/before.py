def read(path):
    source = open(path)
    text = source.read()
    source.close()
    print(source.name, source.closed)
    return text
