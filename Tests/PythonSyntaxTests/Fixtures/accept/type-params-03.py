def f[T, T](): pass
def f[U, T: U](): pass
def f[T = int, U](): pass
