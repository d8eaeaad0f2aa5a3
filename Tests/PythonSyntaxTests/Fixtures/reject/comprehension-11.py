first = 1
[a for None in b]
last = 2
