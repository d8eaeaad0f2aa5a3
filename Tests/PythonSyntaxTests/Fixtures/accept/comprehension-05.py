[*x for x in y]
{*x for x in y}
(*x for x in y)
{**x for x in y}
[*x for x in y if z for w in x]
f(*x for x in y)
[*x, *y]
{*f(x) for x in y}
{**x | y for x in z}
