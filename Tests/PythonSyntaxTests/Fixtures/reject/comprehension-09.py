first = 1
[a for f() in b]
last = 2
