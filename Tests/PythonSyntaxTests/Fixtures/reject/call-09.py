first = 1
f(True=1)
last = 2
