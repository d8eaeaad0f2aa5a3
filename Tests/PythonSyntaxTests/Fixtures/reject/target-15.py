first = 1
None = a
last = 2
