def f[T = int](): pass
class A[T: int = bool, *Ts = *tuple[int], **P = []]: pass
def f[T = (a, b)](): pass
class B[*Ts = a]: pass
def g[T: lambda: 0 = lambda: 1](): pass
