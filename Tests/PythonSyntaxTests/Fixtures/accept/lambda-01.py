lambda: 0
lambda x: x
lambda x, y: x
lambda x, y,: x
lambda x=1: x
lambda x, y=1, *a, z, w=2, **k: x
lambda *a: a
lambda *a,: a
lambda **k: k
lambda **k,: k
lambda *, a: a
lambda *, a, b=1, **k: a
lambda x, /: x
lambda x, /, y: x
lambda x=1, /, y=2, *, z: x
lambda x, y=1, /, *a, **k: x
lambda: lambda: 0
lambda x: lambda y: x if y else z
lambda: (yield)
lambda x: (y := x)
lambda x: x, 1
