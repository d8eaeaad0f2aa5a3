first = 1
a if b else c = d
last = 2
