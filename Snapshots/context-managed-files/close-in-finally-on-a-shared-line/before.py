def read(path, limit):
    source = open(path)
    try:
        return source.read(limit)
    finally:
        source.close(); print("done")
