@a
def f(): pass
@a.b.c
def f(): pass
@a()
def f(): pass
@a.b(c, d=1)(e)
class C: pass
@a
@b
@c(1)
class D: pass
@a  # comment

# comment
def g(): pass
