_ = 1
_(a)
_.a
_[0]
_: int
_, _ = a
_ += 1
(_)
_ if _ else _
lambda _: _
lazy = 1
lazy.a
lazy[0]
lazy(a)
lazy: int = 1
lazy, a = b
lazy += 1
lazy -a
lazy [a]
lazy (a)
lazy * a
lazy if lazy else lazy
lazy
lazy in a
lazy is None
lazy not in a
import lazy
from lazy import lazy
from . import lazy
import lazy.lazy as lazy
