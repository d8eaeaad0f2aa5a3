first = 1
a = 1 \