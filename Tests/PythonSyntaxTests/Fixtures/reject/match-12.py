first = 1
match a:
    case a()(): pass
last = 2
