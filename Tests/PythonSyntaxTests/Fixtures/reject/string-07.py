first = 1
'\U00110000'
last = 2
