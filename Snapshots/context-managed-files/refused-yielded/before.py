def handles(paths):
    for path in paths:
        source = open(path)
        yield source
