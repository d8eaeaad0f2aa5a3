first = 1
f'{'
last = 2
