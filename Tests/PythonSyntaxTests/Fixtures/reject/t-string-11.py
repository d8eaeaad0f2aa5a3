first = 1
t'''{a