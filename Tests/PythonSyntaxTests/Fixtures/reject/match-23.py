first = 1
match a:
case b: pass
last = 2
