def a(x, y, x): pass
def b(*, x, **x): pass
def match(case, type, _): pass
def type(match=1): pass
def case(*match, **case): pass
def _(_): pass
def lazy(lazy): pass
def print(exec): pass
def f(x=a or b, y=c if d else e, z=lambda: 0): pass
def g(x=(yield)): pass
async def h(x=await_): pass
class match(case): pass
class type(type, metaclass=_): pass
class case: pass
class _: pass
