first = 1
bb'a'
last = 2
