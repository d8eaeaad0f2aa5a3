first = 1
x = yield = 1
last = 2
