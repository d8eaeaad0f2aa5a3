first = 1
match a:
    case B(_, _=1): pass
last = 2
