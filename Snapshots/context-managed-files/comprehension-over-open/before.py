def words(path):
    return [word for line in open(path) for word in line.split()]


def longest(path):
    return max(len(line) for line in open(path))
