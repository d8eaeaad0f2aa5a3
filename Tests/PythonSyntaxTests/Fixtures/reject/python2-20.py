first = 1
True = 1
last = 2
