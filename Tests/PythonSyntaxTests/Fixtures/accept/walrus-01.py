if (n := len(a)) > 1: pass
if x := f(): pass
while chunk := read(): pass
while (chunk := read()) and chunk: pass
elif_ = [y := f(x), y**2]
print(a := 1)
f(a := 1, b=(c := 2))
f(a, b := 1, *c)
[x for y in z if (x := y)]
[(x := y) for y in z]
[x := y for y in z]
{x := 1, 2}
{x := y for y in z}
(x := 1, 2)
(x := y for y in z)
f(x := y for y in z)
assert (a := 1)
a[b := 0]
a[b := 0, c := 1]
a[(b := 0):(c := 1)]
