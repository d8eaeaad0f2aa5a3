first = 1
[a for b + c in d]
last = 2
