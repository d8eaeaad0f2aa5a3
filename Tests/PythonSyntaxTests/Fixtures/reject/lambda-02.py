first = 1
lambda:
last = 2
