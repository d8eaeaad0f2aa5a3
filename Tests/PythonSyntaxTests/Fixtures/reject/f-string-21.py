first = 1
f'{b'é'}'
last = 2
