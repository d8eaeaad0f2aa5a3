async def f(p):
    h = await aiofiles.open(p)
    x = await h.read()
    await h.close()
    async with a as b, c: return x
