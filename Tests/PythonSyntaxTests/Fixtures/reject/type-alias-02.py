first = 1
type X =
last = 2
