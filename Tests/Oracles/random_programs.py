#!/usr/bin/env python3
"""Compare the trees of Redline's parser with CPython's on random programs.

    python3.11 Tests/Oracles/random_programs.py --redline .build/release/redline-dev [--count N] [--seed S]

A program is a random tree of `ast` (random_trees.py), written by `ast.unparse` and then rewritten with random layout,
parentheses and literals (random_layout.py). Both parsers read it: they must agree on whether it is Python, their trees
must be the same as ast_equal.py compares them, and Redline's must reproduce the bytes. Program N of a seed is the same in
every run of one Python. A failing program is reduced line by line, then piece by piece, before it is printed.

Some programs are not valid Python, by a chance of their layout, or because `--mistakes SHARE` puts mistakes into that share
of them; Redline must agree. An exception is source that only a newer grammar accepts, because Redline accepts it too:
`--newer PYTHON` names a newer interpreter that decides such a case. Anything newer than that has to be judged by eye.
Redline does not check names in `\\N{…}`, so that a name which does not exist is not a difference.
"""

import argparse
import ast
import collections
import concurrent.futures
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

import ast_dump
from accept_reject import plain
from ast_equal import differences, redline_dumps
from random_layout import Layout
from random_trees import Trees

BATCH = 250
NEWER = "import ast, sys, warnings; warnings.simplefilter('ignore'); ast.parse(sys.stdin.buffer.read())"
Failure = collections.namedtuple("Failure", "kind explanation")


def program(options, number):
    """The bytes of a program. A tree that `ast.unparse` writes wrongly gives way to the next one."""
    source = random.Random(f"{options.seed} {number}")
    while True:
        tree = ast.fix_missing_locations(Trees(source).module(options.size))
        try:
            text = ast.unparse(tree)
            ast.parse(text)
        except (SyntaxError, ValueError):
            continue
        mistakes = source.choice((1, 1, 2)) if source.random() < options.mistakes else 0
        return Layout(source).program(tree, mistakes)


def cpython_dump(source):
    """CPython's dump and None, or None and what it says against a program."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast_dump.dump_source(source), None
        except SyntaxError as error:
            return None, f"{error.lineno}:{error.offset} {error.msg}"
        except ValueError as error:
            return None, str(error)


def is_newer(source, newer):
    """Whether a newer Python takes a program that this one does not."""
    if newer is None:
        return False
    run = subprocess.run([newer, "-c", NEWER], input=source, stderr=subprocess.DEVNULL)
    return run.returncode == 0


def failures(options, sources):
    """For each source: None where the parsers agree, else why they do not. And how many are Python."""
    found, accepted = [], 0
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, f"{number}.py") for number in range(len(sources))]
        for path, source in zip(paths, sources):
            Path(path).write_bytes(source)
        answers = list(redline_dumps(options.redline, paths))
    if len(answers) != len(sources):
        raise ChildProcessError("redline did not answer for every program")
    for source, (_, verdict, message, ours) in zip(sources, answers):
        theirs, objection = cpython_dump(source)
        accepted += theirs is not None
        if verdict == "DIFFERENT":
            found.append(Failure("bytes lost", []))
        elif verdict == "accepted" and theirs is None:
            is_explained = "unknown Unicode character name" in objection or is_newer(source, options.newer)
            found.append(None if is_explained else
                         Failure("Redline alone accepts", [f"    CPython: {plain(objection)}"]))
        elif verdict != "accepted" and theirs is not None:
            found.append(Failure("CPython alone accepts", [f"    Redline: {verdict} {plain(message)}"]))
        elif theirs is not None and ours != theirs:
            found.append(Failure("trees differ", differences(theirs, ours)))
        else:
            found.append(None)
    return found, accepted


def shrunk(options, source, kind, seconds=30):
    """The program with all taken out that it fails without, as far as the time goes: lines, then words, then bytes."""
    end = time.monotonic() + seconds

    def without(pieces):
        kept, position = [], 0
        for piece in pieces:
            kept += parts[position:piece.start]
            position = piece.stop
        return kept + parts[position:]

    def still_fail(choices):
        found, _ = failures(options, [separator.join(without(pieces)) for pieces in choices])
        return [failure is not None and failure.kind == kind for failure in found]

    for separator in (b"\n", b"\r", b" ", b""):
        parts = source.split(separator) if separator else [bytes([byte]) for byte in source]
        width = max(1, len(parts) // 2)
        while width and time.monotonic() < end:
            pieces = [slice(start, start + width) for start in range(0, len(parts), width)]
            spare = [piece for piece, fails in zip(pieces, still_fail([[piece] for piece in pieces])) if fails]
            if not spare:
                width //= 2
            else:  # each can go: all at once, if so they still can
                parts = without(spare if still_fail([spare])[0] else spare[:1])
        source = separator.join(parts)
    return source


def run_batch(options, numbers):
    sources = [program(options, number) for number in numbers]
    found, accepted = failures(options, sources)
    return accepted, sum(map(len, sources)), [(number, source, failure) for number, source, failure
                                              in zip(numbers, sources, found) if failure]


def report(options, number, source, failure):
    short = shrunk(options, source, failure.kind)
    (again,), _ = failures(options, [short])
    print(f"FAILED      program {number} of seed {options.seed}: {failure.kind}")
    print(f"    {short!r}")
    print("\n".join((again or failure).explanation))


def main():
    sys.stdout.reconfigure(errors="backslashreplace")
    arguments = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    arguments.add_argument("--redline", metavar="BINARY", required=True, help="the redline-dev binary")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--count", type=int, default=2000)
    arguments.add_argument("--size", type=int, default=4, help="statements in a program, at most (default: %(default)s)")
    arguments.add_argument("--mistakes", type=float, default=0, metavar="SHARE", help="how many programs have mistakes")
    arguments.add_argument("--newer", metavar="PYTHON", help="decides what only a newer grammar takes")
    arguments.add_argument("--failures", type=int, default=10, help="how many are shown (default: %(default)s)")
    options = arguments.parse_args()
    began = time.monotonic()
    accepted = size = failed = 0
    batches = [range(start, min(start + BATCH, options.count)) for start in range(0, options.count, BATCH)]
    with concurrent.futures.ProcessPoolExecutor(max_workers=2) as pool:
        for batch in pool.map(run_batch, [options] * len(batches), batches):
            accepted += batch[0]
            size += batch[1]
            for number, source, failure in batch[2]:
                failed += 1
                if failed <= options.failures:
                    report(options, number, source, failure)
    print(f"{options.count:,} programs ({size / 1e6:.1f} MB) against CPython {platform.python_version()} in "
          f"{time.monotonic() - began:.0f} s: {accepted:,} are Python, {failed} fail")
    return 1 if failed or not accepted else 0


if __name__ == "__main__":
    sys.exit(main())
