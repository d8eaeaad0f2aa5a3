first = 1
a: int += 1
last = 2
