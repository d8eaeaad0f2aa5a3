match x:
    case a if b: pass
    case a if b := c: pass
    case a if b if c else d: pass
    case a if lambda: 0: pass
    case a, b if c: pass
    case [a] if a and b: pass
    case 1 | 2 if x: pass
    case _ if (yield): pass
    case (a, b) as c if c: pass
    case _ \
        if x: pass
    case (
        1 |
        2  # comment

        | 3
    ): pass
