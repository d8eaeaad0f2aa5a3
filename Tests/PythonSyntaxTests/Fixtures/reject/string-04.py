first = 1
'\x'
last = 2
