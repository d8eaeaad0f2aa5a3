def copy(source_path, target_path, log_path):
    source = open(source_path, "rb")
    target = open(target_path, "wb")
    log = open(log_path, "a")
    target.write(source.read())
    log.write("copied")
    source.close()
    log.close()
    target.close()
