def f(p):
    h = open(p)
    x = h.read()
    h.close()