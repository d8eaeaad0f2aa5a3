first = 1
del f()
last = 2
