first = 1
@a
a = 1
last = 2
