match x:
    # comment
    case 1:
        match y:
            case 2:
                pass
            case _: pass

    # comment

    case 3: a; b
    case 4: 
        pass
  # odd comment
    case 5: pass
def f():
    match x:
        case 1: return
        case _:
            return match, case
