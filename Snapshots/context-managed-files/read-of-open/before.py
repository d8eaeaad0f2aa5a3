def load(path):
    text = open(path).read()
    lines = open(path).read().strip().splitlines()
    return text, lines
