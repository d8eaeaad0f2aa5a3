a = 1 + \
    2
a = \
1
if a and \
   b: pass
if \
a \
: \
pass
def \
f\
(\
a\
)\
:\
return\
 a
from a \
import b
from . \
    import a
x = [
    1, \
    2
]
a = 'b' \
'c'
assert a, \
    b
not \
    a
a\
.b
a \
(b)
a; \
b
return \
a
