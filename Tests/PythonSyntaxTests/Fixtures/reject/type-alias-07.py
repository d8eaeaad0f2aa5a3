first = 1
type X[T = int: str] = int
last = 2
