await x
async with a: pass
async for x in y: pass
def f():
    await x
    async with a as b: pass
    async for x in y: pass
lambda: (await x)
class C:
    await x
