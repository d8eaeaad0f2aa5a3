first = 1
del a + b
last = 2
