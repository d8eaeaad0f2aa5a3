first = 1
if a; b: pass
last = 2
