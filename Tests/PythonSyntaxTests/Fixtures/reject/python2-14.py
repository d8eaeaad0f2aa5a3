first = 1
0777
last = 2
