first = 1
(f() := 1)
last = 2
