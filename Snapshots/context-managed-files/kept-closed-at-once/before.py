def touch(path):
    handle = open(path, "a")
    handle.close()
