first = 1
if a then: pass
last = 2
