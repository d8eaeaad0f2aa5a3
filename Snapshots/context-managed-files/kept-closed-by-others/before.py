"""Nothing to find here: somebody closes each of these files, or the place is a factory."""
import contextlib
import pathlib
import unittest


open("filename", "w").close()
pathlib.Path("filename").open("w").close()

with contextlib.closing(open("filename")) as f:
    print(f.read())

with contextlib.ExitStack() as stack:
    g = stack.enter_context(open("filename"))

with open("filename") if pathlib.Path("filename").exists() else contextlib.nullcontext() as h:
    pass


def factory(path):
    return open(path)


class Files:
    def __enter__(self):
        self.file = open("filename")
        return self.file

    def __exit__(self, *details):
        self.file.close()


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.shared = cls.enterClassContext(open("filename"))

    def setUp(self):
        self.own = self.enterContext(open("filename"))
        self.file = open("filename")

    def tearDown(self):
        self.file.close()


def path_or_stream(source):
    handle = source
    if isinstance(source, str):
        handle = open(source)
    try:
        return handle.read()
    finally:
        if handle is not source:
            handle.close()


class Leaky:
    """No method closes it."""

    def __init__(self, path, other):
        self.file = open(path)
        other.file.close()


def either_without_a_close(source):
    handle = source
    if isinstance(source, str):
        handle = open(source)
    return handle.read()
