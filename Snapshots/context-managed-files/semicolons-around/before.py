def read(path, log):
    log("in"); source = open(path); text = source.read()
    source.close(); log("out")
    return text
