f = lambda a, b=c, *d, e=f, **g: (a, b, c, d, e, f, g, h)


def outer(x):
    make = lambda y: lambda z, x=x: (x, y, z, w)
    walrus = lambda: (v := x) and v
    later = lambda: (yield make)
    return make, walrus, later


class A:
    a = 1
    b = lambda self: a
    c = (lambda a=a: a)()
