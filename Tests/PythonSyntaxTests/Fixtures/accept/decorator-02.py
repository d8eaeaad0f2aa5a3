@a[0]
def f(): pass
@a or b
def f(): pass
@(yield_)
def f(): pass
@lambda f: f
def g(): pass
@a if b else c
class C: pass
@x := a
def h(): pass
@[a, b][0].c
def i(): pass
@not a
def j(): pass
@1
def k(): pass
@"s"
def l(): pass
@f"{a}"
class D: pass
@{}
class E: pass
@await_
def m(): pass
@match
@case
@type
@_
@lazy
def n(): pass
