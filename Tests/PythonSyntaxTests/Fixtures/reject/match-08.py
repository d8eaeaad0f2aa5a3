first = 1
match a:
    case 1 + 2j + 3j: pass
last = 2
