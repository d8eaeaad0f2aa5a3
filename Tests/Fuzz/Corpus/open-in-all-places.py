@open(a)
def f(b=open(c), *d: open(e)) -> open(g):
    x: open(h) = [open(i) for j in open(k) if open(l)]
    assert open(m), open(n)
    del x[open(o)]
    raise open(q) from open(r)
