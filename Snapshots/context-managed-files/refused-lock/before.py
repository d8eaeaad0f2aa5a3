import fcntl


def run_alone(path, work):
    lock = open(path, "w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    work()
