first = 1
def def(): pass
last = 2
