match x:
    case A(_=_): pass
