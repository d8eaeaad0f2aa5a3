first = 1
yield = 1
last = 2
