def read(path):
    source = open(path)  # redline: ignore[context-managed-files]
    text = source.read()
    source.close()
    other = open(path)  # redline: ignore
    return text + other.read()
