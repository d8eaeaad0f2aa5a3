x = 1
del x
del missing


def f(a, b):
    del a, (b, [c])
    del d.e, g[h]
    return a


def g():
    x = 1

    def inner():
        return x

    del x
    return inner
