# PEP 617: what the PEG parser made possible, parentheses around the items of `with` above all.
with (
    open("a") as a,
    open("b") as b,
    open("c") as c
): pass
with (open("a") as a): pass
with (open("a") as a,): pass
with (a, b): pass
with (a, b) as c: pass
with (a), (b): pass
with (a) as b, (c) as d: pass
with (a as b, c, d as (e, f), g as h.i, j as k[0],): pass
with (a, *b): pass
with (yield): pass
with (yield) as a: pass
with (a := b): pass
with (a for a in b): pass
with (a).b as c, (d)[e] as (f): pass
with (a, b)[0] as c: pass
with (a, (b, c) as d): pass
with () as a: pass
with (): pass
async def f():
    async with (a as b, c as d): pass
    async with (a, b): pass
    async with (a): pass
with (a if b else c as d, lambda: e): pass
with (
    a as b
    # comment
    , c  # comment
): pass
with (a as [b, *c], d as (e)): pass
