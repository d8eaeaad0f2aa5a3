first = 1
True = False
last = 2
