import typing


def f(a: typing.Any, *b: Later, c: [x for x in y] = 1) -> (z := int):
    d: Unknown = a
    e: typing.List[Elsewhere]
    return d


class A:
    x: int
    y: x = 1
    z: (lambda: x)
