first = 1
1jj
last = 2
