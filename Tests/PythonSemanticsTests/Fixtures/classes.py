x = 1
base = object


class Plain(base, metaclass=type, key=[x for x in (1, 2)]):
    x = x
    y = [x for x in range(3)]
    z = [y for _ in y]
    w = lambda self, x=x: (self, x, y)

    def method(self, default=x):
        return x, self.y, Plain, default

    class Inner:
        x = y
        z: x = 1

        def method(self):
            return x, y, z


def factory(x):
    class Local(base):
        x = x
        y = x

        def method(self):
            return x, Local

    class Reader:
        y = x

    class Passing:
        def method(self):
            def innermost():
                return x

            return innermost

    return Local, Reader, Passing
