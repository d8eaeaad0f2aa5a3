first = 1
match a:
    case -1 + -2j: pass
last = 2
