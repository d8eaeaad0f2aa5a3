first = 1
1.2.3.a
last = 2
