def read(path, limit):
    source = open(path)
    heading = source.readline()
    try:
        return heading + source.read(limit)
    finally:
        source.close(); print("done")


def read_at_once(path, limit):
    source = open(path)
    try:
        return source.read(limit)
    finally:
        source.close(); print("done")
