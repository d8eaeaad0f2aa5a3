first = 1
match a:
    case b as 1: pass
last = 2
