first = 1
a: int: str
last = 2
