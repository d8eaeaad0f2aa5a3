first = 1
b'a' 'b'
last = 2
