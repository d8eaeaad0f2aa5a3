first = 1
del [a for b in c]
last = 2
