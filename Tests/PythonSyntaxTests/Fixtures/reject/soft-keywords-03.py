first = 1
match a = 1
last = 2
