from unittest import mock

import portal


def test_failure():
    with mock.patch("portal.urllib.request.urlopen", side_effect=OSError("no network")):
        assert not portal.check("http://localhost")


def test_success():
    with mock.patch("portal.urllib.request.urlopen") as urlopen:
        urlopen.return_value = mock.Mock(status=204)
        assert portal.check("http://localhost")


def test_names():
    with mock.patch("builtins.open", mock.mock_open(read_data="a b")):
        assert portal.names("names.txt") == ["a", "b"]
