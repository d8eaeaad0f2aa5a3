del a
del a, b
del a,
del (a)
del (a,)
del (a, b), [c, d]
del (a), (b), [c]
del ((a, b), [c, (d, e)])
del ()
del []
del [a]
del a.b, c[0], d[1:2], e().f, "x".y
del (a.b), [c[0], d]
del a ; del b
