"""What is called for the exception may read the file: the close stands before it."""


def described(p, bad):
    f = open(p, "w")
    f.write("x")
    if bad:
        f.close()
        raise ValueError(describe(p))
    f.close()


def of_the_project(p, bad):
    f = open(p, "w")
    f.write("x")
    if bad:
        f.close()
        raise Broken(p)
    f.close()


def plain(p, bad):
    f = open(p, "w")
    f.write("x")
    if bad:
        f.close()
        raise ValueError(f"{p} is bad")
    f.close()


class Broken(Exception):
    def __init__(self, p):
        super().__init__(describe(p))


def describe(p):
    with open(p) as g:
        return g.read()
