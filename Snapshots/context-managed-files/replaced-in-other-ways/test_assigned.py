import assigned


class FakeFile:
    def read(self):
        return "abc"

    def close(self):
        pass


def test_load():
    assigned.open = lambda path: FakeFile()
    try:
        assert assigned.load("x") == "ABC"
    finally:
        del assigned.open
