def chunks(path, consume):
    source = open(path, "rb")
    while chunk := source.read(1024):
        consume(chunk)
    source.close()
