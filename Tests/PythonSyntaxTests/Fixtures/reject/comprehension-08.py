first = 1
[a for 1 in b]
last = 2
