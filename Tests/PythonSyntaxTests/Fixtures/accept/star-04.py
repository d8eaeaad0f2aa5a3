*a
*a | b
*a, = *b,
*(a, b)
*[a]
match *a, b:
    case *_, c: pass
match *a,:
    case [*_]: pass
a = *b
for x in *a: pass
def f():
    return *a
    yield *a
{**a}
{**a, 'b': 1, **c}
{**{}}
{**a | b, **f(x)}
