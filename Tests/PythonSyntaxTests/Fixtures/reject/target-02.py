first = 1
f() = a
last = 2
