[x for x in y]
{x for x in y}
{x: z for x in y}
(x for x in y)
[x for x in y if z]
[x for x in y if z if w if v]
[x for x in y for z in x if w for v in z]
[x for x, in y]
[x for x, z in y]
[x for (x, z), [w, *v] in y]
[x for *x, y in z]
[x for x.a in y]
[x for x[0] in y]
[x for f().a in y]
[[x for x in y] for y in z]
[x if y else z for x in w]
[lambda: x for x in y]
