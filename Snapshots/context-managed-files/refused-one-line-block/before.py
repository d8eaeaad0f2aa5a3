def read(path, log):
    if log: source = open(path); text = source.read(); source.close()
    if path: print(open(path).read())
