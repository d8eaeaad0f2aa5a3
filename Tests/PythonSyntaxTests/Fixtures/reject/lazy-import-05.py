first = 1
lazy a import b
last = 2
