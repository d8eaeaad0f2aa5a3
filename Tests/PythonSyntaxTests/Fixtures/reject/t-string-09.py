first = 1
t'\x1'
last = 2
