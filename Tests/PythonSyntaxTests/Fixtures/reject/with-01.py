first = 1
with: pass
last = 2
