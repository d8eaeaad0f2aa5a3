def connect(path):
    log = open(path, "a")
    return log, 1


def connect_now(path):
    return open(path, "a")
