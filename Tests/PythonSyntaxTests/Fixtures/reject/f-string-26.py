first = 1
f'\N{no such name}'
last = 2
