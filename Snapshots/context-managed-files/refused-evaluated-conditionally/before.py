def read(path, cached):
    text = cached or open(path).read()
    other = open(path).read() if path else ""
    while open(path).read() == "wait":
        sleep(1)
    if cached:
        pass
    elif open(path).read():
        return 1
    return text, other, [open(p).read() for p in path]
