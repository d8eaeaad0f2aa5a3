def f(p):
    h = open(p)
    h.read()    h.close()
