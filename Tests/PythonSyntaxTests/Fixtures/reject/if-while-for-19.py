first = 1
pass if a else b
last = 2
