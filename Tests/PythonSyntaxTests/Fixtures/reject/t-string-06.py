first = 1
t'a' 'b'
last = 2
