import urllib.request


def check(url):
    try:
        response = urllib.request.urlopen(url, timeout=5)
        return response.status == 204
    except Exception:
        return False


def names(path):
    return open(path).read().split()
