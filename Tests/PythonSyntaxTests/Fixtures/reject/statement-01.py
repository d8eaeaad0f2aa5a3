first = 1
pass a
last = 2
