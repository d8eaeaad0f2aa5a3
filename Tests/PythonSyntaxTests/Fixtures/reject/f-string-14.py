first = 1
f'{a:b
last = 2
