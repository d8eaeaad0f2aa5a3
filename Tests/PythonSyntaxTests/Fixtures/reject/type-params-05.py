first = 1
def f[T](): int: pass
last = 2
