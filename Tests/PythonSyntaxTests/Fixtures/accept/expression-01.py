a or b or c
a and b and c
not not a
a < b > c == d != e <= f >= g
a in b not in c is d is not e
a | b ^ c & d << e >> f + g - h * i / j // k % l @ m
-+~a ** -b ** ~c
a ** b ** c
a if b else c if d else e
(a if b else c) if d else e
(a, b), (c,), ()
[a, b], [c], [], [a,]
{a, b}, {c}, {a,}
{a: b}, {}, {a: b,}, {**a,}
a.b.c
a[b][c]
a[b:c], a[:], a[::], a[b::c], a[:b:], a[::b], a[b:], a[:b], a[b:c:d]
a[b, c], a[b,], a[b:c, d], a[...], a[b:c, ...]
a[b:c,]
a[()]
a[lambda: 0]
a[b if c else d]
a[b if c else d:e]
...
None, True, False
__debug__
(a)
((a))
(yield_)
a,
a, b
a.\
b
