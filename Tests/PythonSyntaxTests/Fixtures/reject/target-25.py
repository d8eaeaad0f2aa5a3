first = 1
a.None = b
last = 2
