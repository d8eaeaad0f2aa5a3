match x:
    case {}: pass
    case {"a": 1}: pass
    case {"a": 1,}: pass
    case {"a": b, "c": d}: pass
    case {**rest}: pass
    case {**rest,}: pass
    case {"a": b, **rest}: pass
    case {"a": b, **rest,}: pass
    case {1: a, -1: b, 1.5: c, 1 + 2j: d}: pass
    case {None: a, True: b, False: c}: pass
    case {a.b: c}: pass
    case {a.b.c: [d, *e]}: pass
    case {"a" "b": {"c": {}}}: pass
    case {b"a": (1 | 2) as c}: pass
    case {"a": 1 | 2 as b}: pass
