first = 1
if a:
    b
  c
last = 2
