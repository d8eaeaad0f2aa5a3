def f[T](a: T) -> T: pass
def f[T, U](): pass
def f[T,](): pass
def f[T: int](): pass
def f[T: (int, str)](): pass
def f[*Ts](*a: *Ts): pass
def f[**P](*a: P.args, **k: P.kwargs): pass
def f[T, *Ts, **P](): pass
async def f[T](): pass
class A[T]: pass
class A[T](): pass
class A[T](B[T], metaclass=M): pass
class A[*Ts, **P](Generic): pass
class A[T: "A"]: pass
@a
class B[T]: pass
@a
async def f[T](): pass
def f[
    T,
    U: int,
](
    a,
): pass
def match[case](type): pass
class type[type]: pass
