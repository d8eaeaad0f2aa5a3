first = 1
for a + b in c: pass
last = 2
