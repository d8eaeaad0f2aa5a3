first = 1
for 1 in a: pass
last = 2
