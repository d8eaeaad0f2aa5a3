first = 1
match a:
    case b as c.d: pass
last = 2
