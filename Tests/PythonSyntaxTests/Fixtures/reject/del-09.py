first = 1
del None
last = 2
