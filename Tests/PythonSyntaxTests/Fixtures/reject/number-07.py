first = 1
0b2
last = 2
