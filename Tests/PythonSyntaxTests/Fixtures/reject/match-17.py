first = 1
match a:
    case b as _: pass
last = 2
