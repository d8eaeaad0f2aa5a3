first = 1
0o8
last = 2
