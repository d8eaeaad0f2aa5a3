def follow(path, moved):
    source = open(path)
    if moved:
        source = find_elsewhere(path)
    return source.read()
