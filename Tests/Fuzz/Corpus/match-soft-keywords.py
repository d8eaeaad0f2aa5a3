match = case = type = _ = open(p)
match(case)[type]: _ = match
type match[case] = _
match match:
    case case if type: match
