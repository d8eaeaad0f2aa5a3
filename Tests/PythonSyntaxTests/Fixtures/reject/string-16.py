first = 1
ff'a'
last = 2
