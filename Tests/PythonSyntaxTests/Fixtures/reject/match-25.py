first = 1
match a:
    case b: pass
  case c: pass
last = 2
