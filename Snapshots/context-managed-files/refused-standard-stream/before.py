import sys


def redirect(path):
    sys.stdout = open(path, "w")
    log = open(path, "a")
    sys.stderr = log
