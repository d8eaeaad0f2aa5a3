first = 1
a = (b \