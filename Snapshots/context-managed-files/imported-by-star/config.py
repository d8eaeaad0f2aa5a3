VERSION = open("VERSION").read().strip()
