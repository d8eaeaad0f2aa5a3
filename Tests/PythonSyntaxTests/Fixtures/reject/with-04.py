first = 1
with a as: pass
last = 2
