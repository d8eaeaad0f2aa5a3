first = 1
f(a=b for c in d)
last = 2
