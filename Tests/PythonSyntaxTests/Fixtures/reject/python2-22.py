first = 1
yield = a
last = 2
