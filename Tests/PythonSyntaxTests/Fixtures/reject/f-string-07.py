first = 1
f'{a!r s}'
last = 2
