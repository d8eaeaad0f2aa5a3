first = 1
pass()
last = 2
