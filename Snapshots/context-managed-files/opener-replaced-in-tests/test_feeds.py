from unittest import mock

import feeds


@mock.patch("feeds.urllib.request.urlopen")
def test_fetch(urlopen):
    urlopen.return_value.__enter__.return_value.read.return_value = b"feed"
    urlopen.return_value.read.return_value = b"feed"
    assert feeds.fetch("http://localhost") == b"feed"
