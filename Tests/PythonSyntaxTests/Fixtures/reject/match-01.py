first = 1
match a:
    case 1 + 1: pass
last = 2
