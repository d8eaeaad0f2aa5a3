for i, (j, *k) in enumerate([]):
    for k.attribute in j:
        pass
    for k[i] in j:
        pass
else:
    done = i


async def f(source, opened):
    async for item in source:
        with open(item) as file, lock:
            file.read()
        async with opened as (one, [two, *three]), other as self.other:
            pass
        with (a as b, c as d):
            pass
    while n := len(source):
        break
    return item, file, one, two, three, b, d, n
