first = 1
type a
last = 2
