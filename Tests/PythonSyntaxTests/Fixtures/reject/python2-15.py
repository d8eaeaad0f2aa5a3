first = 1
10L
last = 2
