first = 1
def f(/, a): pass
last = 2
