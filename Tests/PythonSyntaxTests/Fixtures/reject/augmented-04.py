first = 1
a += b = c
last = 2
