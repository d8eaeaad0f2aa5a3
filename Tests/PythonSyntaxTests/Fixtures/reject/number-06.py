first = 1
0b
last = 2
