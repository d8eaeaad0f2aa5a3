"""A buffering writer around the file is flushed when it goes away: the file must not be closed before."""
import bz2
import gzip
import io


def text(path):
    raw = open(path, "wb")
    out = io.TextIOWrapper(raw, encoding="utf-8")
    out.write("x")


def packed(path):
    raw = open(path, "wb")
    out = gzip.GzipFile(fileobj=raw, mode="wb")
    out.write(b"x")


def buffered(path):
    raw = open(path, "wb", buffering=0)
    out = io.BufferedWriter(raw)
    out.write(b"x")


def at_once(path):
    io.TextIOWrapper(open(path, "wb")).write("x")


def closed_before(path):
    raw = open(path, "wb")
    out = bz2.BZ2File(raw, "wb")
    out.write(b"x")
    raw.close()


def closed_itself(path):
    raw = open(path, "wb")
    out = io.TextIOWrapper(raw, encoding="utf-8")
    out.write("x")
    out.close()
    raw.close()


def read_only(path):
    raw = open(path, "rb")
    lines = io.TextIOWrapper(raw, encoding="utf-8")
    return lines.read()
