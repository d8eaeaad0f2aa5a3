first = 1
lambda: a = b
last = 2
