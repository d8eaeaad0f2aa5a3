first = 1
a: int = 1 = 2
last = 2
