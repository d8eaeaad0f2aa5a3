first = 1
with a as None: pass
last = 2
