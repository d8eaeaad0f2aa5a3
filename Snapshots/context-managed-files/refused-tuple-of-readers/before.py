"""Unpacking what a call makes of a file reads the file only if the call gives its lines."""
import itertools


def tee(path):
    a, b = itertools.tee(open(path))
    return list(a), list(b)


def grouped(path):
    first, second = itertools.groupby(open(path))
    return first, second


def pair(path):
    first, second = open(path)
    return first, second


def zipped(path, other):
    (a, b), (c, d) = zip(open(path), other)
    return a, b, c, d
