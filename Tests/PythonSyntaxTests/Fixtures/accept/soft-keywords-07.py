match\
 = 1
match \
x:
    case \
    1: pass
type \
X = int
match (
    a,
    b
):
    case (
        c,
        d
    ): pass
