first = 1
f'{a:\x}'
last = 2
