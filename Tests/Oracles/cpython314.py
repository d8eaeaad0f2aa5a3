"""CPython 3.14's own parser on machines without Python 3.14: as WebAssembly, from two packages of PyPI.

    pip install componentize-py==0.25.1 wasmtime==50.0.1

`componentize-py` contains CPython 3.14.0. A component with two functions, `check` and `dump`, is built once into a folder
(some ten seconds) and then takes about a millisecond per file. `load` and `load_dump` return None if the packages are
missing.
"""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

WORLD = """package redline:oracle;
world oracle {
  export check: func(source: list<u8>) -> string;
  export dump: func(source: list<u8>) -> list<u8>;
}
"""

# Modules are imported here because what is not loaded at build time is not in the component.
APPLICATION = '''
import ast
import encodings.cp1252
import encodings.iso8859_15
import encodings.koi8_r
import encodings.latin_1
import encodings.utf_8_sig
import io
import tokenize
import warnings

import wit_world

import ast_dump

warnings.simplefilter("ignore")


class WitWorld(wit_world.WitWorld):
    def check(self, source):
        try:
            ast.parse(source)
        except (SyntaxError, ValueError) as error:
            place = f"{getattr(error, 'lineno', None)}:{getattr(error, 'offset', None)}"
            return f"rejected\\t{place}\\t{getattr(error, 'msg', error)}"
        except (RecursionError, MemoryError) as error:
            return f"too-deep\\t-\\t{type(error).__name__}: {error}"
        return "accepted\\t-\\t"

    def dump(self, source):
        """Empty if the source is not valid Python."""
        try:
            return ast_dump.dump_source(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return b""
'''

AST_DUMP = Path(__file__).with_name("ast_dump.py")


def build(component):
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "oracle.wit").write_text(WORLD)
        Path(folder, "app.py").write_text(APPLICATION)
        shutil.copy(AST_DUMP, folder)
        beside = Path(sys.executable).with_name("componentize-py")
        command = str(beside) if beside.exists() else shutil.which("componentize-py")
        subprocess.run([command, "-d", "oracle.wit", "-w", "oracle", "componentize", "app", "-o", "oracle.wasm"],
                       cwd=folder, check=True, stdout=subprocess.DEVNULL)
        component.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(str(Path(folder, "oracle.wasm")), component)


def functions(folder):
    """The component's functions by name; None where it cannot be had."""
    try:
        import componentize_py  # noqa: F401
        from wasmtime import Engine, Store, WasiConfig
        from wasmtime.component import Component, Linker
    except ImportError:
        return None
    form = hashlib.sha256((WORLD + APPLICATION).encode() + AST_DUMP.read_bytes()).hexdigest()[:12]
    path = Path(folder, f"cpython-3.14-{form}.wasm")
    if not path.exists():
        build(path)
    engine = Engine()
    component = Component.from_file(engine, str(path))
    linker = Linker(engine)
    linker.add_wasip2()
    store = Store(engine)
    store.set_wasi(WasiConfig())
    instance = linker.instantiate(store, component)

    def function(name):
        exported = instance.get_func(store, name)

        def call(source):
            answer = exported(store, source)
            exported.post_return(store)
            return answer

        return call

    return {name: function(name) for name in ("check", "dump")}


def load(folder=".build/oracles"):
    """A function from the bytes of a file to (verdict, place, message); None where it cannot be had."""
    found = functions(folder)
    return found and (lambda source: tuple(found["check"](source).split("\t", 2)))


def load_dump(folder=".build/oracles"):
    """A function from the bytes of a file to the lines of ast_dump.py, empty if they are not valid Python; None as above."""
    found = functions(folder)
    return found and (lambda source: bytes(found["dump"](source)))
