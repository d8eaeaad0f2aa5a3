lazy import a
lazy import a.b.c
lazy import a as b, c.d as e
lazy from a import b
lazy from a.b import c as d, e
lazy from . import a
lazy from ..a import (b, c as d,)
lazy from ... import a
lazy import lazy
lazy from lazy import lazy
lazy import a; lazy from b import c
lazy  import  a
lazy \
import a
if x:
    lazy import a
    lazy from b import c
else: lazy import match
with x: lazy import a
for a in b: lazy import c
