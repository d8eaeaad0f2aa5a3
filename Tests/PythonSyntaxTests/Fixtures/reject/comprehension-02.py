first = 1
[for a in b]
last = 2
