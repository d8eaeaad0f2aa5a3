first = 1
'\U'
last = 2
