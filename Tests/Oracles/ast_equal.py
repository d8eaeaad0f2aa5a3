#!/usr/bin/env python3
"""Compare the trees of Redline's parser with CPython's, node by node, on whole trees of real code.

    python3.11 Tests/Oracles/ast_equal.py --redline .build/release/redline-dev [--stdlib] [ROOT ...]

Both sides write each file's tree in one format (see ast_dump.py): types, fields, names, operators, contexts, the values of
strings, the text of numbers, and line and column of the start and end of every node. CPython's side is `ast.parse` in the
Python that runs this script or, with `--cpython314`, in CPython 3.14 as WebAssembly (see cpython314.py). Only a digest of it
is cached by content (`--cache`), one file per Python version and format.
Redline's side is `redline-dev ast --files-from LIST`. The two dumps must be the same bytes. Files that only one of them
accepts are counted here and judged by accept_reject.py. Two processes run in parallel.

Not compared:

- Before CPython 3.12, whatever is derived from places below an f-string: the places themselves, the text of numbers, and
  whether a piece of text began with `u`. Those places do not refer to the file (PEP 701 fixed that).
- The empty texts that only 3.12 has in format specifications, see ast_dump.py.
- `type_comment` and `type_ignores`, which `ast.parse` leaves empty.

The exit code is 1 if a tree differs, if bytes are lost, or if an answer is missing.
"""

import argparse
import collections
import concurrent.futures
import difflib
import functools
import hashlib
import os
import platform
import subprocess
import sys
import sysconfig
import tempfile
import time
import warnings
from pathlib import Path

import ast_dump
import cpython314
from accept_reject import collect, plain, read

Answer = collections.namedtuple("Answer", "verdict digest message")


def digest(data):
    return hashlib.sha256(data).hexdigest()


def cpython_dump(path):
    """The dump of this Python; raises as `ast.parse` does."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast_dump.dump_source(read(path))


@functools.cache
def component(folder):
    return cpython314.load_dump(folder)


class CPython:
    """Whose word is compared with: this Python's, or that of CPython 3.14 as WebAssembly."""

    def __init__(self, folder, is_314):
        self.folder = folder
        self.is_314 = is_314
        self.version = "3.14.0" if is_314 else platform.python_version()
        self.has_places = is_314 or ast_dump.HAS_FSTRING_PLACES

    def dump(self, path):
        """Nothing where it takes a file for no Python."""
        if self.is_314:
            return component(self.folder)(read(path))
        try:
            return cpython_dump(path)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return b""

    def answer(self, path):
        """The digest of a dump."""
        found = self.dump(path)
        return digest(found) if found else "-"


class Digests:
    """The digests of CPython's dumps, kept by content."""

    def __init__(self, cpython):
        self.cpython = cpython
        form = digest(Path(ast_dump.__file__).read_bytes())[:12]
        self.path = Path(cpython.folder, f"ast-{cpython.version}-{form}.tsv")
        self.known = {}
        if self.path.exists():
            for line in self.path.read_text("utf-8").splitlines():
                content, _, answer = line.partition("\t")
                if len(answer) == 64 or answer == "-":  # not a line cut short by an interrupted run
                    self.known[content] = answer

    def complete(self, contents):
        """Asks CPython for what is not known yet. `contents`: path to the digest of its content."""
        first = {}
        for path, content in contents.items():
            if content not in self.known:
                first.setdefault(content, path)
        if not first:
            return 0
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with open(self.path, "a", encoding="utf-8") as cache, \
                concurrent.futures.ProcessPoolExecutor(max_workers=2) as pool:
            for content, answer in zip(first, pool.map(self.cpython.answer, first.values(), chunksize=16)):
                self.known[content] = answer
                cache.write(f"{content}\t{answer}\n")
        return len(first)


def redline_dumps(binary, paths, has_places=ast_dump.HAS_FSTRING_PLACES):
    """path, verdict, message and dump of each file, from one run of the binary."""
    with tempfile.NamedTemporaryFile(suffix=".txt") as listing:
        listing.write(b"".join(os.fsencode(path) + b"\n" for path in paths))
        listing.flush()
        command = [binary, "ast", "--files-from", listing.name]
        command += [] if has_places else ["--without-f-string-places"]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as run:
            while header := run.stdout.readline():
                path, verdict, size, message = os.fsdecode(header).rstrip("\n").split("\t", 3)
                yield path, verdict, message, run.stdout.read(int(size))
        if run.returncode:
            raise ChildProcessError(f"redline ended with code {run.returncode}")


def redline_answers(binary, paths, has_places):
    return {path: Answer(verdict, digest(dump) if verdict == "accepted" else "-", message)
            for path, verdict, message, dump in redline_dumps(binary, paths, has_places)}


def ask_redline(binary, paths, has_places):
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        halves = pool.map(redline_answers, [binary] * 2, [paths[::2], paths[1::2]], [has_places] * 2)
        return {path: answer for half in halves for path, answer in half.items()}


def differences(cpython, redline, limit=12):
    """What differs between two dumps: each side's lines, with the number of the line in CPython's dump."""
    theirs, ours = (dump.decode("utf-8", "replace").split("\n") for dump in (cpython, redline))
    first = next((n for n, pair in enumerate(zip(theirs, ours)) if pair[0] != pair[1]), min(len(theirs), len(ours)))
    window = slice(first, first + 2000)
    lines = [line for line in difflib.unified_diff(theirs[window], ours[window], "CPython", "Redline", n=0, lineterm="")
             if not line.startswith(("---", "+++", "@@"))]
    shown = [f"    {'CPython' if line[0] == '-' else 'Redline'}: {plain(line[1:])}" for line in lines[:limit]]
    return shown + [f"    and {len(lines) - limit} lines more"] * (len(lines) > limit)


def main():
    sys.stdout.reconfigure(errors="backslashreplace")
    arguments = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    arguments.add_argument("roots", nargs="*", help="folders and files of Python code")
    arguments.add_argument("--redline", metavar="BINARY", required=True, help="the redline-dev binary")
    arguments.add_argument("--stdlib", action="store_true",
                           help="the standard library of this Python too, its tests included")
    arguments.add_argument("--cpython314", action="store_true", help="compare with CPython 3.14 as WebAssembly")
    arguments.add_argument("--cache", default=".build/oracles", metavar="FOLDER", help="(default: %(default)s)")
    options = arguments.parse_args()
    roots = options.roots + [sysconfig.get_path("stdlib")] * options.stdlib
    if not roots:
        arguments.error("nothing to read: name a ROOT, or say --stdlib")

    paths = collect(roots)
    contents, size = {}, 0
    for path in paths:
        data = read(path)
        contents[path] = digest(data)
        size += len(data)
    print(f"files:       {len(paths):,} ({size / 1e6:.1f} MB)")
    began = time.monotonic()
    cpython = CPython(options.cache, options.cpython314)
    if options.cpython314 and component(options.cache) is None:
        sys.exit("ast_equal: componentize-py and wasmtime are not installed, see cpython314.py")
    digests = Digests(cpython)
    asked = digests.complete(contents)
    print(f"CPython {cpython.version}: {asked:,} dumped in {time.monotonic() - began:.1f} s, the rest kept")
    began = time.monotonic()
    redline = ask_redline(options.redline, paths, cpython.has_places)
    print(f"Redline:     dumped in {time.monotonic() - began:.1f} s")
    theirs = {path: digests.known[contents[path]] for path in paths}
    return report(options.redline, cpython, theirs, redline)


def report(binary, cpython, answers, redline):
    counts = collections.Counter()
    for path, theirs in answers.items():
        ours = redline.get(path)
        if ours is None or ours.verdict == "DIFFERENT":
            counts["failed"] += 1
            print(f"{'NO ANSWER' if ours is None else 'BYTES LOST'}  {plain(path)}")
        elif theirs == "-" or ours.verdict != "accepted":
            agree = (theirs == "-") == (ours.verdict != "accepted")
            counts["neither" if agree else "one"] += 1
            if not agree:
                print(f"ONE ACCEPTS {plain(path)}: Redline: {ours.verdict} {plain(ours.message)}")
        elif theirs == ours.digest:
            counts["equal"] += 1
        else:
            counts["different"] += 1
            print(f"DIFFERENT   {plain(path)}")
            (_, _, _, dump), = redline_dumps(binary, [path], cpython.has_places)
            print("\n".join(differences(cpython.dump(path), dump)))
    print(f"trees:       {counts['equal']:,} equal, {counts['different']:,} different; {counts['neither']:,} files "
          f"neither accepts, {counts['one']:,} only one of them accepts")
    if not counts["equal"]:
        print("FAILED: nothing was compared")
    return 1 if counts["different"] or counts["failed"] or not counts["equal"] else 0


if __name__ == "__main__":
    sys.exit(main())
