first = 1
f(print a)
last = 2
