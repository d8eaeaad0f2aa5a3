first = 1
* a b
last = 2
