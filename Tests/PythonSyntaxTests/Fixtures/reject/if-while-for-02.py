first = 1
if a
last = 2
