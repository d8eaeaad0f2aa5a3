x = yield_ = 1
def g():
    x = yield
    x = yield 1
    x = yield 1, 2
    x = yield *a, b
    x = y = yield from z
    x += yield
    x: int = yield
    x = (yield), (yield 2)
