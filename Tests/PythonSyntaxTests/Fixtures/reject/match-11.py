first = 1
match a:
    case a[0]: pass
last = 2
