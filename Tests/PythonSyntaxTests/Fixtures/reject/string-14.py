first = 1
rr'a'
last = 2
