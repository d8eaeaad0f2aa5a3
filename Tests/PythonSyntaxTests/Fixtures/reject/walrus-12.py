first = 1
lambda: a := 1
last = 2
