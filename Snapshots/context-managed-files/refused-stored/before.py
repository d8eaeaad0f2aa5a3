class Log:
    def __init__(self, path):
        self.handle = open(path, "a")
        handle = open(path)
        self.second = handle


def collect(paths, cache):
    handles = []
    for path in paths:
        source = open(path)
        handles.append(source)
        cache[path] = open(path)
    return handles


def default(path, log=open("default.log", "a")):
    log.write(path)
