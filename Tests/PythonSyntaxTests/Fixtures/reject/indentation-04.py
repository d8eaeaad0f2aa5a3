first = 1
def f():
pass
last = 2
