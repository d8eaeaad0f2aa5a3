with a:
    pass
async def f():
    async with a: pass
    async with (a, b): pass
