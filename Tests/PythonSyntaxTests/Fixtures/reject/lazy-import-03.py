first = 1
lazy from a
last = 2
