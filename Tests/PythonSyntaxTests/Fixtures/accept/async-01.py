async def f(): pass
async def f(a, *b, c=1, **d) -> int: await a
async def g():
    await x
    await x.y(z)[0]
    await x ** 2
    -await x
    await (await x)
    return await x
    yield await x
    async with a: pass
    async with a as b, c as d: pass
    async with (a as b, c as d,): pass
    async for x in y: pass
    async for x, y in z:
        pass
    else:
        pass
