first = 1
r'\'
last = 2
