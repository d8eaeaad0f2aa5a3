first = 1
@a = b
def f(): pass
last = 2
