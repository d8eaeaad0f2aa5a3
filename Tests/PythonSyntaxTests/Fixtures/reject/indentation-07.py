first = 1
if a:
    b
    else:
    c
last = 2
