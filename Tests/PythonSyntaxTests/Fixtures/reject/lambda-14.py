first = 1
lambda a, /, b, /: c
last = 2
