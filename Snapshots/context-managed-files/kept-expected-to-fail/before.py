import pytest


def test_missing(path):
    with pytest.raises(FileNotFoundError):
        open(path)
    with pytest.raises(FileNotFoundError):
        handle = open(path)
