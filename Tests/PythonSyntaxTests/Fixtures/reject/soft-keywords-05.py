first = 1
case a = 1
last = 2
