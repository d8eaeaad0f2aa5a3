first = 1
a$b = 1
last = 2
