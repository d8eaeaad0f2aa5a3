first = 1
b'\x'
last = 2
