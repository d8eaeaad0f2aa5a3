first = 1
lambda a=1, b: c
last = 2
