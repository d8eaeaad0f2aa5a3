first = 1
0o
last = 2
