a: int
a: int = 1
a: "str" = None
a.b: int
a[0]: int = 1
a.b.c(1)[2].d: x.y[z]
(a): int
(a): int = 1
((a)): int
(a.b): int
a: int = 1, 2
a: tuple = *b, c
a: (yield_)
a: lambda: 0 = 1
a: b if c else d = e
(f()).a: int
(a, b).c: int
(a + b)[c]: int = d
