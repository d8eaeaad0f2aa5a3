first = 1
match a = b:
    case c: pass
last = 2
