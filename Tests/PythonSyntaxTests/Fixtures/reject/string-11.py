first = 1
b'é'
last = 2
