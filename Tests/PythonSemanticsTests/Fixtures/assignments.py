import os

a = b = c = 1
(d, [e, *f]), g.h, i[j] = a, b, c
k: int = 1
l: int
(m): int = 2
n += 1
a.b: int = 3
(o, p) = (q) = os.environ
if (r := a) and r > 1:
    s = r


def assign():
    a = b = c = 1
    (d, [e, *f]), g.h, i[j] = a, b, c
    k: Kind = 1
    l: Kind
    (m): Kind = 2
    n += 1
    a.b: Kind = 3
    o[p] += q
    if (r := a) and r > 1:
        s = r
    return s, t
