first = 1
tb'a'
last = 2
