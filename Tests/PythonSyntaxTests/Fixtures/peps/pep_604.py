# PEP 604: unions as X | Y.
isinstance(5, int | str)
isinstance(None, str | None)
def f(list: List[int | str], param: int | None) -> float | str: pass
f([1, "abc"], None)
int | str == typing.Union[int, str]
typing.List[int | str] == typing.List[typing.Union[int, str]]
x: "int" | None = None
x: int | "str" | List["T" | None]
(int | str) | float == int | str | float
class C(A, metaclass=B | C): y: dict[str | int, list[None | str]] | None
issubclass(bool, int | float)
