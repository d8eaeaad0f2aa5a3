def touch(path):
    handle = open(path, "a"); x = 1
    return x


def names(path):
    first = second = open(path); count = 2
    return first.read(), second.read(), count
