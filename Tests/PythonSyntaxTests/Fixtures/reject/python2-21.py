first = 1
False = 0
last = 2
