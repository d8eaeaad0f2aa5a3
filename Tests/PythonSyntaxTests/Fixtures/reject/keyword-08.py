first = 1
f(def=1)
last = 2
