first = 1
def f(=1): pass
last = 2
