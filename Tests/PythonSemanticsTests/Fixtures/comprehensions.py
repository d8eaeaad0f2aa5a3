data = [1, 2]
flat = [x + y for x in data for y in x if y for z in (x, y)]
pairs = {key: value for key, (value, *rest) in data.items() if rest}
lazy = sum(x for x in x)
unique = {x for x in data}


def inside(data):
    flat = [x + y + offset for x in data for y in data]
    nested = [[cell for cell in row if cell in data] for row in data]
    lambdas = [lambda: (item, data) for item in data]
    shadow = [data for data in data]
    return (flat, nested, lambdas, shadow, (scale * v for v in flat))


def iterable():
    return [x for x in (y for y in x)]


async def asynchronous(source):
    return [item async for item in source if await item]
