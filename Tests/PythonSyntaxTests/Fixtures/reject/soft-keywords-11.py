first = 1
print match a
last = 2
