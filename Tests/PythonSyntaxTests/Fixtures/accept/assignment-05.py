x = *a, *b
x = *a,
x = *a | b, c
x = 1,
x = 1, 2,
x = not a, lambda: 0, b if c else d
x = a if b else c if d else e,
