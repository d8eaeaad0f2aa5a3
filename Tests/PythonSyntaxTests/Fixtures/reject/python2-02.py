first = 1
print >>f a
last = 2
