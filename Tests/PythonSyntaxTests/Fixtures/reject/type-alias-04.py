first = 1
type X = int = str
last = 2
