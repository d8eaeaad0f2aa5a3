def f(p):
    h = open(p)  # a
    # b
    x = h.read()  # c
    # d
    h.close()  # e
    # f
    return x
