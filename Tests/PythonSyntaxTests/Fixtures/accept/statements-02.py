import a
import a.b.c
import a as b
import a.b as c, d, e.f as g
import match, case.type as _
from a import b
from a import b as c
from a import b, c as d
from a import (b)
from a import (b,)
from a import (b as c, d)
from a import (b as c, d,)
from a import (
    b,  # comment
    c as d,

    e
)
from a import *
from . import a
from .. import a
from ... import a
from .... import a
from . . . import a
from .a import b
from ...a.b import c
from .... a import b
from.import a
from.a import b
from a import(b)
from .match import case as type
from a . b import c
from . a import (b)
