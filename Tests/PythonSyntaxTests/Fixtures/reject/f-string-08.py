first = 1
f'{a! r}'
last = 2
