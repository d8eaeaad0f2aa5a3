first = 1
with (a, b)): pass
last = 2
