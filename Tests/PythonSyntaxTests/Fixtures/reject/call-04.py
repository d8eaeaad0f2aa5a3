first = 1
f(a for b in c, d)
last = 2
