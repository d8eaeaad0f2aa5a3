first = 1
tt'a'
last = 2
