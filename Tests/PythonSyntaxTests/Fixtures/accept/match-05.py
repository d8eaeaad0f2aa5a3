match x:
    case A(): pass
    case A(b): pass
    case A(b,): pass
    case A(b, c): pass
    case A(b=1): pass
    case A(b=c,): pass
    case A(b, c=d): pass
    case A(b, c=d, e=f,): pass
    case A.B.C(): pass
    case A.B(c=D(e=[f, *g])): pass
    case A(1 | 2, b=3 | 4): pass
    case A(b as c, d=e as f): pass
    case A(_): pass
    case match(case=type): pass
    case case(match): pass
    case type(): pass
    case _a(): pass
