first = 1
match a:
    case a + b: pass
last = 2
