first = 1
'\N{no such name}'
last = 2
