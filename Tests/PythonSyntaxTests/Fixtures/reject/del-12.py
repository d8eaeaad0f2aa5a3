first = 1
del a if b else c
last = 2
