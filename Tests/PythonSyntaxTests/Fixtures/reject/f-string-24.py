first = 1
f'\u12'
last = 2
