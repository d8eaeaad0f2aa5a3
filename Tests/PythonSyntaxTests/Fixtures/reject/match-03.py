first = 1
match a:
    case 1j + 1: pass
last = 2
