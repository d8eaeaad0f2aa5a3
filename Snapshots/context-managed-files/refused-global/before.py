log = open("app.log", "a")


def write(text):
    log.write(text)


def reopen(path):
    global log
    log = open(path, "a")
