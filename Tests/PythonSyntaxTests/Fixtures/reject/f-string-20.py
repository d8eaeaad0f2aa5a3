first = 1
f'{1a}'
last = 2
