first = 1
f(a if b else)
last = 2
