first = 1
a? = 1
last = 2
