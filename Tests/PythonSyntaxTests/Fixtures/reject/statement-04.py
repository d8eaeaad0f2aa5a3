first = 1
continue 1
last = 2
