first = 1
with (a as b c): pass
last = 2
