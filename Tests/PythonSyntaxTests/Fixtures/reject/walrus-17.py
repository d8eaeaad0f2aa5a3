first = 1
not a := b
last = 2
