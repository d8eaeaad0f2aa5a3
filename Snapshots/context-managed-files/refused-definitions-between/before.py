log = open("run.log", "w")


def helper():
    return 1


log.write(str(helper()))
log.close()
