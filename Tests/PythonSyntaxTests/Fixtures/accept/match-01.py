match x:
    case 1: pass
    case -1: pass
    case 1.5: pass
    case -1.5: pass
    case 1j: pass
    case 1 + 2j: pass
    case -1 - 2j: pass
    case 1.5 + 2.5j: pass
    case 0x1F | 0b1 | 0o7 | 1_000: pass
    case "a": pass
    case "a" "b": pass
    case b"a": pass
    case r"\d" u"b": pass
    case """a
b""": pass
    case None: pass
    case True | False: pass
