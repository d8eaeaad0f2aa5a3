async def f():
    async def g():
        async with a() as (b, c), d() as [e, *f]:
            async for x in *a, b: await x
    x = await a, await b
    x = await a if await b else await c
    not await a
    await a or await b
    [await a, await b]
    f"{await a}"
    f"{await a!r:{await b}}"
    lambda: await_
    assert await a, await b
    raise await a from await b
    del (await a).b
    (await a).b = await c
    x: await_ = await b
