with a: pass
with a as b: pass
with a, b: pass
with a as b, c as d: pass
with a as b.c, d as e[0]: pass
with a as (b, c): pass
with a as [b, *c]: pass
with a as (b): pass
with a as ((b), c): pass
with f() as g().h, i: pass
with a if b else c as d: pass
with lambda: 0 as b: pass
with not a, b or c as d: pass
with a as (), b as []: pass
