first = 1
0b1.0
last = 2
