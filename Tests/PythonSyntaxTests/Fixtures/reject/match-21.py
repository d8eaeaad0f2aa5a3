first = 1
match a:
    case b
last = 2
