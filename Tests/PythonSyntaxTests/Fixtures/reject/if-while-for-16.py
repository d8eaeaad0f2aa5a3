first = 1
for (a for b in c) in d: pass
last = 2
