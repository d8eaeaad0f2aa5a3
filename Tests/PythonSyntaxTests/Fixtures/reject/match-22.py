first = 1
match a:
    case B(c=1, d): pass
last = 2
