def f(p):
    if (h := open(p)).read(): x = [y := h for h in open(p)]
    h.close()
