first = 1
_1 2
last = 2
