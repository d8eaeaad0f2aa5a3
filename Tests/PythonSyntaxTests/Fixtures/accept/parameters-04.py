def f(*args: *Ts): pass
def g(*args: *tuple[int, *Ts], **kw): pass
def h(a, *args: *Ts, b: int = 1): pass
def i(*args: *Ts,) -> None: pass
def j(*args: *a.b[c] | d): pass
