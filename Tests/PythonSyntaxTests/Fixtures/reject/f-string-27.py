first = 1
f'\U00110000'
last = 2
