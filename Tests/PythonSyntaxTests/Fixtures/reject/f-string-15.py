first = 1
f'{a:{b:{c:{}}}}'
last = 2
