first = 1
[*a or b for c in d]
last = 2
