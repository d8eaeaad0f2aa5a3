first = 1
with a as lambda: b: pass
last = 2
