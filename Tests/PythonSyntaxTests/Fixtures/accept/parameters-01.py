def a(): pass
def b(x): pass
def c(x,): pass
def d(x, y=1): pass
def e(x=1, y=2,): pass
def f(*x): pass
def g(*x,): pass
def h(**x): pass
def i(**x,): pass
def j(*, x): pass
def k(*, x,): pass
def l(*, x=1, y, **z): pass
def m(x, *y, z, **w): pass
def n(x=1, *, y, z=2): pass
def o(x, *y, z=1, w, **v): pass
def p(
    x,
    y = 1,
    *z,
    **w,
): pass
