first = 1
1 = a
last = 2
