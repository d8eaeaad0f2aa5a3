first = 1
t'}'
last = 2
