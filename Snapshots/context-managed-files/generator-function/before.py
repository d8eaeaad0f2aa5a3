def lines(path):
    source = open(path)
    for line in source:
        yield line.strip()
    source.close()
