first = 1
match a:
    case a.b().c: pass
last = 2
