def bundle(path, other):
    return {"first": open(path).read(), "second": open(other).read()}
