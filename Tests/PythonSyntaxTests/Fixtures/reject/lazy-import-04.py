first = 1
lazy lazy import a
last = 2
