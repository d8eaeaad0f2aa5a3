first = 1
f(a for b)
last = 2
