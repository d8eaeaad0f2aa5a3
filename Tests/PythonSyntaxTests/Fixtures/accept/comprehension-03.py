async def f():
    [x async for x in y]
    {x async for x in y}
    {x: y async for x, y in z}
    (x async for x in y)
    [x async for x in y for z in x]
    [x for x in y async for z in x if await z]
    [await x for x in y]
    [await x async for x in await y if await z]
    return [x async for *x, y in z]
async def g(): [x for x in [y async for y in z]]
[x async for x in y]
