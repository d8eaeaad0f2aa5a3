first = 1
f'''{a