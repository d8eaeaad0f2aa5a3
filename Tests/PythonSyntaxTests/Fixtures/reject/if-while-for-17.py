first = 1
a if b
last = 2
