type X[T = int] = T
type X[T: int = bool] = T
type X[*Ts = *tuple[int, str]] = T
type X[*Ts = tuple[int]] = T
type X[**P = [int, str]] = T
type X[T = lambda: 0, *Ts = *a | b, **P = ...,] = T
