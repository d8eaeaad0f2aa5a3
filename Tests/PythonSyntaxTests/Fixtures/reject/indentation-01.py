first = 1
if a:
b
last = 2
