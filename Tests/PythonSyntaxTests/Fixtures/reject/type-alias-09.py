first = 1
type X[**P: int] = int
last = 2
