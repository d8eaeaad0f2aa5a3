first = 1
None = 1
last = 2
