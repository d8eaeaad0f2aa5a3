#!/usr/bin/env python3
"""Print CPython's own scopes of Python files as a canonical text, to compare Redline's scopes with.

    python3 Tests/Oracles/symtable_dump.py FILE ...

One line per scope, indented by its depth, in CPython's order; below it one line per symbol, sorted by name, with its
flags in a fixed order:

    module top 0
      x: local assigned referenced
      function f 3
        a: local parameter assigned

A scope line is its type, its name and the line where it begins. The types are module, class and function; lambdas
and comprehensions are functions named `lambda`, `genexpr`, `listcomp`, `setcomp`, `dictcomp`. Compare with 3.11: from
3.12 on list, set and dict comprehensions are merged into the scope around them (PEP 709), and there are scopes for type
parameters, type aliases and annotations. The first flag is exactly one of local, global-implicit, global-explicit, free.
A name that a scope only passes on to a nested scope is `free` too. The target of `+=` counts as assigned, not as
referenced. A name that a class mangles is printed mangled.

A file that `symtable` rejects prints one line, `error LINE: MESSAGE`; the exit code stays 0, since that is an answer
too. With several files, each begins with a line `# FILE`.
"""

import argparse
import symtable
import sys
import warnings

FLAGS = [
    ("nonlocal", "is_nonlocal"),
    ("parameter", "is_parameter"),
    ("imported", "is_imported"),
    ("assigned", "is_assigned"),
    ("referenced", "is_referenced"),
    ("annotated", "is_annotated"),
]


def scope_of(symbol):
    # A name declared `global` is also one that CPython calls global; asked first, it is told from the implicit ones.
    if symbol.is_declared_global():
        return "global-explicit"
    if symbol.is_free():
        return "free"
    if symbol.is_local():
        return "local"
    if symbol.is_global():
        return "global-implicit"
    return "unknown"


def kind_of(table):
    kind = table.get_type()
    return str(getattr(kind, "value", kind)).replace(" ", "-")


def dump(table, depth=0):
    indent = "  " * depth
    yield f"{indent}{kind_of(table)} {table.get_name()} {table.get_lineno()}"
    for symbol in sorted(table.get_symbols(), key=lambda symbol: symbol.get_name()):
        words = [scope_of(symbol)] + [word for word, question in FLAGS if getattr(symbol, question)()]
        yield f"{indent}  {symbol.get_name()}: {' '.join(words)}"
    for child in table.get_children():
        yield from dump(child, depth + 1)


def dump_source(source, name="<source>"):
    """The dump of a file's bytes, line by line."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield from dump(symtable.symtable(source, name, "exec"))
        except SyntaxError as error:
            yield f"error {error.lineno}: {error.msg}"
        except (ValueError, RecursionError, MemoryError) as error:
            yield f"error 0: {type(error).__name__}: {error}"


def main():
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    arguments = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    arguments.add_argument("files", nargs="+", metavar="FILE")
    options = arguments.parse_args()
    for name in options.files:
        with open(name, "rb") as file:
            source = file.read()
        if len(options.files) > 1:
            print(f"# {name}")
        for line in dump_source(source, name):
            print(line)


if __name__ == "__main__":
    main()
