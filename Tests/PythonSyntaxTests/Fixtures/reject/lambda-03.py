first = 1
lambda a
last = 2
