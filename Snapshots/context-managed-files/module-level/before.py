import json

source = open("settings.json")
settings = json.load(source)
SIZE = settings["size"]
