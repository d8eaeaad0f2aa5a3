first = 1
lazy from
last = 2
