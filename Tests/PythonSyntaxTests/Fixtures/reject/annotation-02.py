first = 1
[a]: int
last = 2
