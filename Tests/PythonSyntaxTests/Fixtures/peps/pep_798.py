# PEP 798: unpacking in comprehensions.
[*it for it in its]
{*it for it in its}
{**d for d in dicts}
(*it for it in its)
[*f(x) for x in y if x for z in x]
{**f(x) | z for x in y if x}
f(*x for x in y)
list(*(z) for z in y)
async def f():
    return [*x async for x in y], {**x async for x in y}, (*x async for x in y if await x)
[*(x) for x in (*a, *b)]
[*[*x for x in y] for y in z]
