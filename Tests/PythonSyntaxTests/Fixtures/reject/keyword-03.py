first = 1
def = 1
last = 2
