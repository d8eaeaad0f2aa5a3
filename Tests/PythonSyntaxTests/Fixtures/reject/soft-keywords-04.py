first = 1
case a
last = 2
