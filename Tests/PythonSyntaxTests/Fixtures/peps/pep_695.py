# PEP 695: type parameters.
class ClassA[T: str]:
    def method1(self) -> T: ...
def func[T](a: T, b: T) -> T: ...
type ListOrSet[T] = list[T] | set[T]
type IntFunc[**P] = Callable[P, int]
type LabeledTuple[*Ts] = tuple[str, *Ts]
type HashableSequence[T: Hashable] = Sequence[T]
type IntOrStrSequence[T: (int, str)] = Sequence[T]
class ClassB[T1, T2: int, *Ts, **P](Base[T1], Generic, metaclass=M[T2]): ...
class ClassC[T]: ...
class ClassD[T,](): ...
async def f[T: "ForwardReference", *Ts, **P](*args: *Ts, **kwargs: P.kwargs) -> T: ...
@decorator(lambda x: x)
class ClassE[T](Sequence[T]):
    type Inner[S] = dict[S, T]
    def method[K: (int, str) | None](self: Self[K], /) -> K: return self[K]
    @overload
    async def other[K,](self): ...
type A = "B"; type B = A | None
type = 1
type.x = type[0]
type (x)
type: int = type
type = type = type
type in type
type type = type
type match[case] = match[case]
type _ = lambda: (yield)
if type: type X = int
else: type X[Y: lambda: 0] = Y
print(type * type, type -x, type [0])
