def drain(path, queue):
    source = open(path)
    if not source.readline():
        source.close()
        return queue.finish()
    queue.extend(source.readlines())
    source.close()
