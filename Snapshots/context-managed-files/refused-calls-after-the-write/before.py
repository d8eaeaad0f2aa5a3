"""Calls of the same statement that come after the write may need the file to be closed."""
import json
import os


def size_after(path, s):
    n = open(path, "w").write(s) + os.path.getsize(path)
    return n


def tuple_after(path, s):
    return open(path, "w").write(s), open(path).read()


def around(path, s):
    upload(path, open(path, "w").write(s))


def nothing_after(path, value):
    json.dump(value, open(path, "w"))


def read_only(path, s):
    return open(path).read() + s.upper()
