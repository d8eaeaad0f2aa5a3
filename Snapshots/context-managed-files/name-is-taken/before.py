def load(path, file):
    text = open(path).read()
    return file + text
