first = 1
a.class = 1
last = 2
