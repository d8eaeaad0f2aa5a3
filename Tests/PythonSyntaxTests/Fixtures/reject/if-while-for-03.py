first = 1
if a pass
last = 2
