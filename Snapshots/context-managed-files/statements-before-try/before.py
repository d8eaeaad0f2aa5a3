def read(path, limit):
    source = open(path)
    size = limit or 1024
    # Never more than that.
    try:
        return source.read(size)
    finally:
        source.close()
