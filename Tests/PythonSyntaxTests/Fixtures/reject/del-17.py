first = 1
del lambda: a
last = 2
