# PEP 810: lazy imports.
lazy import json
lazy import json.decoder, os.path as path
lazy from json import dumps
lazy from json import dumps as d, loads
lazy from . import a
lazy from ...b.c import (d, e as f,)
lazy = 1
lazy.x = lazy[0]
lazy (x)
lazy: int = lazy
if lazy: lazy import lazy
else:
    lazy from lazy import lazy; import lazy
lazy import a; lazy import b
print(lazy * lazy, lazy -x)
