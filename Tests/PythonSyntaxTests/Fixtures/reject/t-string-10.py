first = 1
t'{a=!}'
last = 2
