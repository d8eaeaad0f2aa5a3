def f(a, a): return b; yield c; await d
return; break; continue; nonlocal e
class C: return
f(**a, b=1)
del __debug__
__debug__ = 1
global x, x
from a import *
*a, *b = c
{**a} ; {*()}
def g():
    from a import *
    global b
    b = 1; global b
