first = 1
print a b
last = 2
