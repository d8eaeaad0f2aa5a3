first = 1
type (X) = int
last = 2
