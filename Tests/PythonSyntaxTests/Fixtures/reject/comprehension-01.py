first = 1
[a for b]
last = 2
