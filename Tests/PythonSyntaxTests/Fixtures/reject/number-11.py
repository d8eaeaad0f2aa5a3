first = 1
0x1.5
last = 2
