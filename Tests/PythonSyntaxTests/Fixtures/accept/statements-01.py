pass
pass; pass
pass;
pass ; pass ;
break
continue
return
return 1
return 1, 2
return (yield)
raise
raise a
raise a from b
raise a from None
raise a if b else c from d
assert a
assert a, b
assert (a, b)
assert a, (b, c)
assert lambda: 0, lambda: 1
global a
global a, b
nonlocal a
nonlocal a, b
global match, case, type, _, lazy
yield
yield 1
yield from a
