def f(p):
    h = open(p)
    try:
        return h.read()
    finally:
        h.close(); x = 1
