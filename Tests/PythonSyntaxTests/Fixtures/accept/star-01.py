a = [*b, *c]
a = (*b, *c)
a = (*b,)
a = *b,
a = {*b, *c}
a = {*b}
print(*b)
def f():
    return *a, b
    return *a,
    return 1, *a
    yield *a, b
    yield *a,
for x in *a, b: pass
for x in *a,: pass
for *x, y in z: pass
for x, *y in z: pass
for (*x, y), z in w: pass
