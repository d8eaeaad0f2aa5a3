def f(p):
    h = open(p) if p else open(q) if q else None
    h.read()
    h.close()
