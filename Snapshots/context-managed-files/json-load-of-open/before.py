import json


def load(path):
    settings = json.load(open(path))
    return settings


def load_and_return(path):
    return json.load(open(path, encoding="utf-8"))
