first = 1
f'{a if b}'
last = 2
