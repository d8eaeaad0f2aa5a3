match x,: 
    case _: pass
match x, y:
    case _: pass
match *x, y:
    case _: pass
match (x):
    case _: pass
match (x, y):
    case _: pass
match [x]:
    case _: pass
match {x: y}:
    case _: pass
match -x:
    case _: pass
match not x:
    case _: pass
match lambda: 0:
    case _: pass
match x if y else z:
    case _: pass
match await x:
    case _: pass
match (yield):
    case _: pass
match "a" "b":
    case _: pass
match ...:
    case _: pass
match x[1:2]:
    case _: pass
match match:
    case case: pass
match case:
    case match: pass
