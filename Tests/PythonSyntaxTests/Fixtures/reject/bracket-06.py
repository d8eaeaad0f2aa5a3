first = 1
a[b:c:d:e]
last = 2
