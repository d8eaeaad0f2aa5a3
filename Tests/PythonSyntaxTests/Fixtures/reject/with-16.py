first = 1
with (*a): pass
last = 2
