first = 1
f(*a=1)
last = 2
