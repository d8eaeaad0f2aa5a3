first = 1
07.a
last = 2
