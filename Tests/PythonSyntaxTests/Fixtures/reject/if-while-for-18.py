first = 1
a if b else
last = 2
