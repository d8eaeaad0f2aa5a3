first = 1
a.None
last = 2
