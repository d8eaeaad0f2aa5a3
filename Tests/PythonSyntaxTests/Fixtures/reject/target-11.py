first = 1
(a for b in c) = d
last = 2
