def follow(path, other):
    source = open(path)
    for _ in range(2):
        print(source.tell())
        source = open(other)


def follow_nested(paths, other):
    for path in paths:
        source = open(path)
        for _ in range(2):
            print(source.tell())
            source = open(other)
