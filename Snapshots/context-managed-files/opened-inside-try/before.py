def read(path):
    try:
        source = open(path)
        return source.read()
    finally:
        source.close()
