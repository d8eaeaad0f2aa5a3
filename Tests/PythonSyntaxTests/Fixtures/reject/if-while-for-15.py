first = 1
for lambda: a in b: pass
last = 2
