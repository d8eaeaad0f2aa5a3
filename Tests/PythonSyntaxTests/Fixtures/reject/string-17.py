first = 1
uu'a'
last = 2
