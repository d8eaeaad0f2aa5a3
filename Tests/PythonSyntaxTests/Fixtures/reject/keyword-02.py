first = 1
if = 1
last = 2
