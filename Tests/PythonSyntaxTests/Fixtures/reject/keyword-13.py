first = 1
del True
last = 2
