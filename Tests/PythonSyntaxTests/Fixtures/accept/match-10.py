match x:
    case -0: pass
    case +1: pass
    case +1.5 + 2j: pass
    case {+1: a}: pass
