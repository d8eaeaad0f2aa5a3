-a ** b
-a ** -b
not a == b
not a in b
a not in b
a is not b
a is (not b)
not a is not b
await_ ** c
a[b](c).d ** e
(-a) ** b
a if not b else not c
lambda: a if b else c
(lambda: a) if b else c
a == (b == c)
a, b == c, d
*a, b == c
(a, b) == (c, d)
{a: b, **c, d: e}
{a if b else c: d if e else f}
{lambda: a: lambda: b}
{a: b}[c]
{a}.b
{not a: not b}
