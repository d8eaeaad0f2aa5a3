lambda: (x := 1)
lambda x=(y := 1): x
def f(a=(b := 1)): return (c := a)
@(deco := d)
def g(): pass
@deco := d
def h(): yield (x := 1)
if not (x := 1): pass
x = (y := 0)
x = y = (z := 0)
(a := (b := (c := 1)))
with (f := open(a)): pass
with (f := open(a)) as g, (h := 1): pass
del a[b := 1]
{(a := 1): (b := 2)}
{a: (b := 2) for c in d}
a if (b := c) else d
