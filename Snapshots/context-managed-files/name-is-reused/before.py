import json


def load(path):
    settings = open(path)
    settings = json.load(settings)
    return settings
