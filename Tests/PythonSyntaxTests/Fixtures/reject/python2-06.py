first = 1
raise A, "b"
last = 2
