rows = [last for row in [] if (last := row)]
print(last)


def f(rows):
    found = any((match := row) for row in rows if (count := len(row)))
    nested = [[deep := cell for cell in row] for row in rows]
    from_lambda = [lambda: (own := row) for row in rows]

    def inner():
        nonlocal match
        return [match := row for row in rows]

    def module():
        global last
        return [last := row for row in rows]

    return found, match, count, deep, nested, from_lambda, inner, module, own
