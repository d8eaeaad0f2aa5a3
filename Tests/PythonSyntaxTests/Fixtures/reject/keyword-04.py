first = 1
a.if
last = 2
