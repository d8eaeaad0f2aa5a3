match x:
    case []: pass
    case [a]: pass
    case [a,]: pass
    case [a, b]: pass
    case [a, *b]: pass
    case [*_]: pass
    case [a, *_, b]: pass
    case (): pass
    case (a,): pass
    case (a, b): pass
    case (*a,): pass
    case (*a, b,): pass
    case a,: pass
    case a, b: pass
    case a, *b: pass
    case *a,: pass
    case *_, a: pass
    case [[a, b], (c, *d)]: pass
    case [a as b, 1 | 2, c.d]: pass
    case a as b, c: pass
    case (a as b), c as d,: pass
