first = 1
01
last = 2
