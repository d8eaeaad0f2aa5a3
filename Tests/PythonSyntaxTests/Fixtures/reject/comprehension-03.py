first = 1
[a for in b]
last = 2
