{**a, **b}
{x: y for x, y in z}
{(x): (y) for (x) in z}
{x: y if z else w for x in v}
{x: [y for y in z] for x in w}
{lambda: x: lambda: y for x in z}
[x for x in (y if z else w)]
[x for x in a or b if c or d]
[x for x in y if (lambda: z)]
[x for x in y if not z and w]
[x, y] + [(x, y) for x, y in z]
[(yield) for x in y] if 0 else 1
[x
 for x in y  # comment
 if x

 for z in x]
