import csv


def rows(path):
    source = open(path)
    return (row for row in csv.reader(source))


def first_descriptor(path):
    source = open(path)
    return source.fileno()
