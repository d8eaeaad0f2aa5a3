first = 1
def (): pass
last = 2
