def truncate(path):
    open(path, "w").close()
    open(path + ".log", "w")
    unused = open(path + ".tmp", "w")
