first = 1
f(**a for b in c)
last = 2
