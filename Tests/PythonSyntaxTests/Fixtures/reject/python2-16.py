first = 1
ur"a"
last = 2
