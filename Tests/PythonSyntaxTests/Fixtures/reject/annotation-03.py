first = 1
f(): int
last = 2
