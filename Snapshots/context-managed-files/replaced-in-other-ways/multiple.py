import urllib.request


def load(url):
    response = urllib.request.urlopen(url)
    text = response.read().decode()
    response.close()
    return text.upper()
