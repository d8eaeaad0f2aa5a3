with (a as b): pass
with (a as b,): pass
with (a as b, c as d): pass
with (a as b, c as d,): pass
with (a, b as c): pass
with (a as b, c): pass
with (a, b as c,): pass
with (a, b,): pass
with (
    a as b,

    c as (d, e),  # comment
    f() as g.h,
    i
): pass
with (a as (b, c)): pass
with ((a) as b): pass
with ((a, b) as c): pass
with ((a), (b) as c): pass
