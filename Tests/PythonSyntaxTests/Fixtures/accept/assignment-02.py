a.b = 1
a[0] = 2
a.b.c[d][1:2].e = 3
a().b = 4
f(x)[y].z, g()[0] = 1, 2
"text".attribute = 1
[1, 2][0] = 3
{}["k"] = 1
(yield_ := a).b = 2
a[b:=1] = 3
a[...], a[:, ::2] = 1, 2
(a if b else c).d = 1
(await_).x = (lambda: 0)
