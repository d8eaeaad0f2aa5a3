first = 1
True = a
last = 2
