first = 1
with a
last = 2
