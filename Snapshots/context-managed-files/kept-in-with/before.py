import contextlib


def read(path, other):
    with open(path) as source, contextlib.closing(open(other)) as second:
        return source.read() + second.read()


def read_all(paths):
    with contextlib.ExitStack() as stack:
        return [stack.enter_context(open(path)).read() for path in paths]
