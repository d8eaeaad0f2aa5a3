first = 1
type X[*Ts: int] = int
last = 2
