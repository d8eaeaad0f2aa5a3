first = 1
t'{lambda: 0}'
last = 2
