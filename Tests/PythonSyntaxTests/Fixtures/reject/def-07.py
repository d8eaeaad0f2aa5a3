first = 1
def None(): pass
last = 2
