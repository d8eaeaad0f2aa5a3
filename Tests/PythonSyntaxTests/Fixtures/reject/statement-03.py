first = 1
break a
last = 2
