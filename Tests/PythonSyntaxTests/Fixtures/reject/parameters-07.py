first = 1
def f(**a, b): pass
last = 2
