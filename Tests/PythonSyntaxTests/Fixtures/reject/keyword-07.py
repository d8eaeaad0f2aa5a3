first = 1
f(if=1)
last = 2
