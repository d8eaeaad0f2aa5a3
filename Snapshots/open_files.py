"""Support of the proofs: runs a case and looks which files it left open. Standard library only.

A proof is called with the path of a module. It exits with 1 where a file was left open, which is the defect, and with 0
where all are closed and the call did what it should.
"""

import builtins
import os
import sys
import tempfile
import types
import warnings


class _Recorder:
    """Stands in for `open` and keeps what it opened alive, so that only the case's own code closes it."""

    def __init__(self):
        self.open = builtins.open
        self.handles = []

    def __call__(self, *arguments, **keywords):
        handle = self.open(*arguments, **keywords)
        self.handles.append(handle)
        return handle

    def left_open(self):
        return [str(handle.name) for handle in self.handles if not handle.closed]


def _load(path):
    module = types.ModuleType("case")
    with open(path, encoding="utf-8") as file:
        source = file.read()
    # The module's own top level is part of the case.
    return module, compile(source, path, "exec")


def prove(call, files=None, raises=None, result=None, leaves=None):
    """Runs `call(module)` in a folder that has `files` and compares what comes back, and the files it leaves."""
    module, code = _load(os.path.abspath(sys.argv[1]))
    os.chdir(tempfile.mkdtemp())
    for name, content in (files or {}).items():
        with open(name, "wb") as file:
            file.write(content)
    warnings.simplefilter("error", ResourceWarning)
    recorder = builtins.open = _Recorder()
    answer = None
    try:
        exec(code, module.__dict__)
        answer = call(module)
        assert raises is None, f"{raises.__name__} was expected"
    except Exception as error:
        if raises is None or not isinstance(error, raises):
            raise
    finally:
        builtins.open = recorder.open
    assert answer == result, answer
    left = recorder.left_open()
    if left:
        print("left open:", ", ".join(left))
        sys.exit(1)
    for name, content in (leaves or {}).items():
        with open(name, "rb") as file:
            assert file.read() == content, name
    print(f"{len(recorder.handles)} files were opened and closed")
