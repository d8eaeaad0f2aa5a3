# PEP 612: parameter specification variables.
from typing import Awaitable, Callable, Concatenate, Generic, ParamSpec, TypeVar
P = ParamSpec("P")
R = TypeVar("R")
def add_logging(f: Callable[P, R]) -> Callable[P, Awaitable[R]]:
    async def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        await log_to_database()
        return f(*args, **kwargs)
    return inner
@add_logging
def takes_int_str(x: int, y: str) -> int:
    return x + 7
def with_request(f: Callable[Concatenate[Request, P], R]) -> Callable[P, R]:
    def inner(*args: P.args, **kwargs: P.kwargs) -> R: return f(Request(), *args, **kwargs)
    return inner
class X(Generic[T, P]):
    f: Callable[P, int]
    x: T
def f(x: X[int, [int, bool]], y: X[int, ...], z: X[int, P]) -> X[int, Concatenate[int, P]]: ...
class Z(Generic[P]): ...
def g(a: Z[[int, str, bool]], b: Z[int, str, bool]) -> Z[[]]: ...
