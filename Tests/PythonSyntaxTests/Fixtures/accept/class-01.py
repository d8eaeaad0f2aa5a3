class A: pass
class B(): pass
class C(A): pass
class D(A, B,): pass
class E(A, metaclass=M): pass
class F(*bases, **kw): pass
class G(A, *b, c=1, **d): pass
class H(a.b[c](d)): pass
class J(lambda: 0): pass
class K:
    """doc"""
class L: x = 1; y = 2
class M:
    class N:
        class O: ...
    def f(self): ...

    @property
    def g(self): ...
