type X[
    T,
    # comment
    *Ts,

    **P,
] = int
type X[T: int] = T
type X[T: (int, str)] = T
type X[T: lambda: 0] = T
if a: type X = int
def f():
    type X = int
    type X[T] = T
class C:
    type X = int
type X[type] = type
type X [T] = T
type  X  =  int
