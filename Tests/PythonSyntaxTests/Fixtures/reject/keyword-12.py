first = 1
False: int
last = 2
