def find(paths, wanted):
    for path in paths:
        source = open(path)
        first = source.readline()
        if not first:
            source.close()
            continue
        if first == wanted:
            source.close()
            break
        if first.startswith("#"):
            raise ValueError(path)
        print(first)
        source.close()
