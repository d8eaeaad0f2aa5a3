first = 1
1.5.5
last = 2
