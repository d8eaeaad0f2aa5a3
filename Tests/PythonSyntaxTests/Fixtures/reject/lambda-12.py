first = 1
lambda **a=1: b
last = 2
