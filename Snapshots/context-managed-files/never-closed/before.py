def count(path):
    source = open(path)
    lines = source.readlines()
    words = [line.split() for line in lines]
    return len(words)
