match a:
    case f"b": pass
    case "b" f"c": pass
    case f"{b}": pass
    case {f"b": c}: pass
