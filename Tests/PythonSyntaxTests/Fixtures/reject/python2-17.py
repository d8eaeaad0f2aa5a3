first = 1
def f(a, (b, c), d): pass
last = 2
