first = 1
lambda a, a b: c
last = 2
