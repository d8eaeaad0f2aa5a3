first = 1
match a b
last = 2
