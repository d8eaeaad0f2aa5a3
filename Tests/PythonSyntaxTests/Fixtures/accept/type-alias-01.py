type X = int
type X[T] = list[T]
type X[T, *Ts, **P] = Callable[P, tuple[T, *Ts]]
type X = lambda: 0
type X = a if b else c
type X = (a, b)
type X = not a
type type = type
type match = case
type case = match
type _ = int
type lazy = int
type X = int; type Y = str
type X[T,] = T
type X = (yield)
type X = (
    int
    | str
)
