first = 1
f(1=2)
last = 2
