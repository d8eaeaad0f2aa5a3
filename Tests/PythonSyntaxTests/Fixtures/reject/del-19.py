first = 1
del ,
last = 2
