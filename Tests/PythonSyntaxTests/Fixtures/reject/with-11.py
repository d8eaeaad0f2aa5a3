first = 1
with a as b if c else d: pass
last = 2
