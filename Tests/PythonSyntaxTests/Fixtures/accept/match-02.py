match x:
    case a: pass
    case _: pass
match x:
    case a.b: pass
    case a.b.c: pass
    case match.case: pass
match x:
    case (a): pass
    case ((a)): pass
    case (1 | 2): pass
    case (a as b): pass
    case (1 | 2) as c: pass
    case 1 | 2 as d: pass
    case (_ as e): pass
