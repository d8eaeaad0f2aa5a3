with (a): pass
with (a) as b: pass
with (a), (b): pass
with (a), (b) as c: pass
with (a) as b, c: pass
with (a, b): pass
with (a, b) as c: pass
with (a, b), c: pass
with (a, b) as c, d: pass
with (a,): pass
with (a,) as b: pass
with (): pass
with () as a: pass
with ((a)): pass
with ((a, b)): pass
with ((a, b)) as c: pass
with (yield): pass
with (yield a) as b: pass
with (yield a, b): pass
with (yield), (yield): pass
