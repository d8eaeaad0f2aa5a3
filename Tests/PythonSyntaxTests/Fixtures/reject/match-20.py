first = 1
match a:
    case b as c(): pass
last = 2
