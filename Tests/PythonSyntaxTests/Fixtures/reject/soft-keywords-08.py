first = 1
match() = 1
last = 2
