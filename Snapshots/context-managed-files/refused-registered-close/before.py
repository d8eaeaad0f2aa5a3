import atexit


def start(path):
    log = open(path, "a")
    atexit.register(log.close)
    log.write("started")
