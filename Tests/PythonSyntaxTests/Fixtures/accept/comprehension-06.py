async def f():
    [*x async for x in y]
    {*x async for x in y}
    {**x async for x in y}
    return (*x async for x in y)
[*[*x for x in y] for y in z]
g((*x for x in y), 1)
