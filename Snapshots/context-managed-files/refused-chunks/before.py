"""A reader in chunks goes on reading."""
import pandas as pd


def chunks(path):
    reader = pd.read_json(open(path), lines=True, chunksize=10)
    for c in reader:
        print(c)


def named(path):
    f = open(path)
    reader = pd.read_json(f, lines=True, chunksize=10)
    return reader


def options(path, **kwargs):
    return pd.read_json(open(path), **kwargs)


def whole(path):
    return pd.read_json(open(path), lines=True)
