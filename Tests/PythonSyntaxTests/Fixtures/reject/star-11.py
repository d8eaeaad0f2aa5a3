first = 1
[*a if b else *c]
last = 2
