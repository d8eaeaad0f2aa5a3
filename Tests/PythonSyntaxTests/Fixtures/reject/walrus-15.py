first = 1
x if y := z else w
last = 2
