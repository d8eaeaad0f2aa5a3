first = 1
rbr'a'
last = 2
