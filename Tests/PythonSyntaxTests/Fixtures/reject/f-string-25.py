first = 1
f'\N'
last = 2
