first = 1
def 1f(): pass
last = 2
