def read(path):
    source = open(path)
    try:
        return source.read()
    finally:
        source.close()
