from __future__ import annotations
from __future__ import nested_scopes, with_statement as ws
import __future__
from a import print, exec, async_
def f():
    from a import b
    import c.d
class C:
    from . import e
if x: import a; from b import c
