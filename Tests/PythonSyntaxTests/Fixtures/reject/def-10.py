first = 1
def f(): def g(): pass
last = 2
