def a(x, /): pass
def b(x, /,): pass
def c(x, y=1, /): pass
def d(x, y=1, /, z=2): pass
def e(x, /, y): pass
def f(x, /, y, z=1): pass
def g(x, /, *, y): pass
def h(x, /, *y): pass
def i(x, /, **y): pass
def j(x=1, /, *, y, **z): pass
def k(x: int = 1, /, y: int = 2, *args: str, z: int, **kw: str) -> None: pass
