first = 1
f'{lambda x: x}'
last = 2
