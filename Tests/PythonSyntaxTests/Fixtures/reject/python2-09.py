first = 1
raise (A, b), c, d
last = 2
