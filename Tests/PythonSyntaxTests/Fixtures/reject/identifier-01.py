first = 1
a² = 1
last = 2
