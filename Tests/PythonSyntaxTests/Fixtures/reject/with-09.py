first = 1
with a as b, : pass
last = 2
