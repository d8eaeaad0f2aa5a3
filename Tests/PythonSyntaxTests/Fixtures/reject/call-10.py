first = 1
f(False=1)
last = 2
