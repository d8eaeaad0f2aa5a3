first = 1
for a if b else c in d: pass
last = 2
