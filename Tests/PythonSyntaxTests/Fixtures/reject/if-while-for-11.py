first = 1
for f() in a: pass
last = 2
