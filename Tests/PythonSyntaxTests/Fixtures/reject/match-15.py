first = 1
match a:
    case _(): pass
last = 2
