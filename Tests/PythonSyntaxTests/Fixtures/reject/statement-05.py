first = 1
return = 1
last = 2
