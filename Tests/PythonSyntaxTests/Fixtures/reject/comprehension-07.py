first = 1
[a, b for c in d]
last = 2
