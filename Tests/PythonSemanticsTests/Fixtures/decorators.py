from functools import wraps


def outer(cache, limit, bases):
    @cache(limit, key=lambda item: (item, limit))
    def cached(argument, size=limit, *rest: Rest, flag: Flag = [limit for _ in rest], **options) -> Result:
        return argument, size, rest, flag, options

    @cached
    class Decorated(*bases, **options):
        pass

    @wraps(cached)
    async def asynchronous(cached=cached, /, *, limit):
        return cached, limit

    return Decorated, asynchronous
