def read(path):
    source = open(path)
    try:
        text = source.read()
    except UnicodeDecodeError:
        source.close()
        raise
    source.close()
    return text
