first = 1
f'\x'
last = 2
