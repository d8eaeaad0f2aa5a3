first = 1
def f(a, b: int c): pass
last = 2
