first = 1
a.1 = b
last = 2
