first = 1
'\N'
last = 2
