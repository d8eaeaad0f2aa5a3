first = 1
a\u0062 = 1
last = 2
