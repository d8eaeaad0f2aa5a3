first = 1
f(None=1)
last = 2
