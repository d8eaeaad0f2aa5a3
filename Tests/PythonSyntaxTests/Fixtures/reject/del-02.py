first = 1
del 1
last = 2
