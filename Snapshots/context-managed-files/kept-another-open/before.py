from vault import open


def read(path):
    secret = open(path)
    return secret.read()
