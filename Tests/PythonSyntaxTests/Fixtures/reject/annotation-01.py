first = 1
(a, b): int
last = 2
