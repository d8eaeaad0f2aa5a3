first = 1
for None in a: pass
last = 2
