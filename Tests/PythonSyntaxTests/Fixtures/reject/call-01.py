first = 1
f(a=1, b)
last = 2
