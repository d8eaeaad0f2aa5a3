first = 1
def f(*a=1): pass
last = 2
