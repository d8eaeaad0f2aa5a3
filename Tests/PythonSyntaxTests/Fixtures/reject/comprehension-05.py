first = 1
[a for b in c if]
last = 2
