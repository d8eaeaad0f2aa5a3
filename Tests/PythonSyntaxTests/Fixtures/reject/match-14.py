first = 1
match a:
    case _.b: pass
last = 2
