first = 1
if a: pass
else: pass
elif b: pass
last = 2
