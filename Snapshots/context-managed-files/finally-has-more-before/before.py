def read(path, metrics):
    source = open(path)
    try:
        return source.read()
    finally:
        metrics.count("read")
        source.close()
