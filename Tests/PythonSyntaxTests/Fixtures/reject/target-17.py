first = 1
False = a
last = 2
