first = 1
lazy import
last = 2
