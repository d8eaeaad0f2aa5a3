class C:
    x: int
    y: "list[int]" = []
    def m(self, a: int, *b: str, c: float = 1.0, **d: bytes) -> None: ...
    z: Callable[[int, str], None] = m
def f(a: (b := 1), *, c: lambda x: y = 1) -> (d, e): pass
def g() -> lambda: 0: pass
def h(a: int=1, b: 'x'='y', *args: a.b[c], **kw: not d) -> e if f else g: pass
