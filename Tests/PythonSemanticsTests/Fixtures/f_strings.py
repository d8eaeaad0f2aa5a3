name = "x"


def f(width):
    value = 1
    text = f"{value!r:>{width}} {name} {[value for value in name]} {(lambda: value)()} {missing=}"
    return text + f'{(y := 1)}' + f"{y:{'>'}{width}}"
