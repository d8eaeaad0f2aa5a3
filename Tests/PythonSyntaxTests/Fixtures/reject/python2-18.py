first = 1
lambda (a, b): a
last = 2
