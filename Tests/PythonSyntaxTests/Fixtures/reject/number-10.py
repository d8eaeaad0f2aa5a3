first = 1
0x
last = 2
