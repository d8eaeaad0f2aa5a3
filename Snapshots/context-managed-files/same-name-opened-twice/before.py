def rotate(path):
    log = open(path)
    lines = log.readlines()
    log.close()
    log = open(path, "w")
    log.writelines(lines[-100:])
    log.close()
