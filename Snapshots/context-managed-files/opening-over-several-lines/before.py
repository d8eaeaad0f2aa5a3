import json


def load(folder):
    return json.load(open(
        folder / "settings.json",
        encoding="utf-8",
    ))


def load_named(folder):
    source = open(
        folder / "settings.json",
        encoding="utf-8",
    )
    settings = json.load(source)
    source.close()
    return settings
