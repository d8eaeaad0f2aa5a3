"""Every file that was opened is closed, on the straight way and when something in between raises."""

import builtins
import gc
import os
import sys
import tempfile
import types
import warnings

opened = []
real_open = builtins.open


def recording(*arguments, **keywords):
    handle = real_open(*arguments, **keywords)
    opened.append(handle)
    return handle


def load():
    module = types.ModuleType("case")
    with real_open(sys.argv[1], encoding="utf-8") as file:
        source = file.read()
    exec(compile(source, sys.argv[1], "exec"), module.__dict__)
    return module


def still_open():
    """Files that only the garbage collector would close: each is a ResourceWarning in Python's own words."""
    return [handle.name for handle in opened if not handle.closed]


folder = tempfile.mkdtemp()
os.chdir(folder)
with open("in.txt", "w") as file:
    file.write("a,x\n")
module = load()
builtins.open = recording
warnings.simplefilter("error", ResourceWarning)
try:
    module.read_orders("in.txt")
except ValueError:
    pass
finally:
    builtins.open = real_open
left = still_open()
if left:
    print("left open:", ", ".join(map(str, left)))
    sys.exit(1)

print("every file was closed")
