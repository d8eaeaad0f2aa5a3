first = 1
match a:
    case a.b(): pass; case c: pass
last = 2
