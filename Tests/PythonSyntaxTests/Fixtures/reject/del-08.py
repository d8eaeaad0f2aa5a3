first = 1
del [*a]
last = 2
