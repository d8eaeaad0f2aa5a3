def read(path, log):
    source = open(path)
    try:
        text = source.read()
    except UnicodeDecodeError:
        log("not text")
        raise
    else:
        log("read")
    finally:
        source.close()
    return text
