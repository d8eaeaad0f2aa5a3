first = 1
type X = *a
last = 2
