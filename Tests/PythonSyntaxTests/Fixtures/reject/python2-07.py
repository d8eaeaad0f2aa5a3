first = 1
raise A, "b", c
last = 2
