first = 1
try a: pass
last = 2
