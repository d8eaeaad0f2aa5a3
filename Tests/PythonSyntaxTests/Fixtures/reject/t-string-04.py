first = 1
t'{a!x}'
last = 2
