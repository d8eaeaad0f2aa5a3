def remember(cache, path):
    source = open(path)
    cache.update(source=source)
