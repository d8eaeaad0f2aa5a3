first = 1
if: pass
last = 2
