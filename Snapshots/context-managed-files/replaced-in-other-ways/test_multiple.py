from unittest.mock import DEFAULT, patch

import multiple


def test_load():
    with patch.multiple("urllib.request", urlopen=DEFAULT) as mocks:
        mocks["urlopen"].return_value.read.return_value = b"abc"
        assert multiple.load("http://x") == "ABC"
