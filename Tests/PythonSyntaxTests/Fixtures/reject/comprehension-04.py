first = 1
[a for b in]
last = 2
