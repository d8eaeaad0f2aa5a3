def f(command, point):
    match command, *rest:
        case [first, *others] | (first, [*others]):
            return first, others
        case {"key": value, Color.RED: (inner as alias), **remaining} if value > limit:
            return value, inner, alias, remaining
        case Point(x, y=point.y, z=Nested(deep)) | [x, deep]:
            return x, deep
        case -1 | 2 + 3j | "a" | None | math.pi:
            pass
        case [_, *_] | {**everything}:
            return _
        case anything:
            return lambda: anything
