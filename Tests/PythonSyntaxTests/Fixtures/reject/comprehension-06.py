first = 1
[a for b in c else d]
last = 2
