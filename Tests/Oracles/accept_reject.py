#!/usr/bin/env python3
"""Compare Redline's Python parser with CPython's, file by file, on whole trees of real code.

    python3.11 Tests/Oracles/accept_reject.py --redline .build/release/redline-dev [--stdlib] [ROOT ...]

CPython's verdict is that of `ast.parse` on the file's bytes in the Python that runs this script, and whether the whole file
can be decoded, which running a file requires but `ast.parse` does not check in comments. The verdicts are cached by
content in a TSV (`--cache`), one file per Python version, so that a second run only has to run Redline. Redline's verdicts
come from `BINARY check --files-from LIST`, one line per file:

    path <TAB> accepted|rejected|refused <TAB> ok|DIFFERENT|- <TAB> line:column <TAB> message

Every difference is printed with both messages. `--allow FILE` lists the explained ones: a path suffix, white space,
the reason; `#` starts a comment. The exit code is 1 if a difference is not explained, if a file is not reproduced byte for
byte, or if an answer is missing. Redline accepts the union of the grammars of 3.8 to 3.15, so a file that only an older
CPython rejects is a difference to be explained, not a defect.
Without `--redline` only CPython's verdicts are collected.
"""

import argparse
import ast
import collections
import concurrent.futures
import hashlib
import io
import os
import platform
import subprocess
import sys
import sysconfig
import tempfile
import time
import tokenize
import warnings
from pathlib import Path

Verdict = collections.namedtuple("Verdict", "word place message")  # word: accepted | rejected | too-deep


def plain(text):
    """One line, no tab, no control or bidirectional character: fit for a TSV field and for a terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "backslashreplace").decode("ascii")
                   for c in str(text))


def read(path):
    with open(path, "rb") as file:
        return file.read()


def judge(data):
    """CPython's verdict on the bytes of a file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.parse(data)
        except SyntaxError as error:
            place = f"{error.lineno}:{error.offset}" if error.lineno is not None else "-"
            name = type(error).__name__
            return Verdict("rejected", place, plain(error.msg if name == "SyntaxError" else f"{name}: {error.msg}"))
        except ValueError as error:  # 3.11 and before say so of a NUL byte
            return Verdict("rejected", "-", plain(f"{type(error).__name__}: {error}"))
        except (RecursionError, MemoryError) as error:
            return Verdict("too-deep", "-", plain(f"{type(error).__name__}: {error}"))
    # Given bytes, the parser does not look at the bytes of comments. Reading a file, CPython does, and refuses.
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        lines.decode(tokenize.detect_encoding(io.BytesIO(lines).readline)[0])
    except UnicodeDecodeError as error:
        line = lines.count(b"\n", 0, error.start) + 1
        return Verdict("rejected", f"{line}:-", plain(f"told only when a file is read: {error}"))
    except (SyntaxError, LookupError):
        pass  # `tokenize` knows fewer encodings than the parser, which has just read the file
    return Verdict("accepted", "-", "")


def judge_file(path):
    return judge(read(path))


class Verdicts:
    """CPython's verdicts, kept by content."""

    def __init__(self, folder):
        self.path = Path(folder, f"cpython-{platform.python_version()}.tsv")
        self.known = {}
        if self.path.exists():
            for line in self.path.read_text("utf-8").splitlines():
                fields = line.split("\t")
                if len(fields) == 4:  # a line cut short by an interrupted run is asked again
                    self.known[fields[0]] = Verdict(*fields[1:])

    def complete(self, digests):
        """Asks CPython for what is not known yet. `digests`: path to content digest."""
        first = {}
        for path, digest in digests.items():
            if digest not in self.known:
                first.setdefault(digest, path)
        if not first:
            return 0
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with open(self.path, "a", encoding="utf-8") as cache, \
                concurrent.futures.ProcessPoolExecutor(max_workers=2) as pool:
            for digest, verdict in zip(first, pool.map(judge_file, first.values(), chunksize=16)):
                self.known[digest] = verdict
                cache.write("\t".join((digest, *verdict)) + "\n")
        return len(first)


def collect(roots):
    """Every regular `*.py` file beneath the roots, in a fixed order, links left out."""
    found = []
    for root in roots:
        if os.path.isfile(root):
            found.append(root)
            continue
        if not os.path.isdir(root):
            sys.exit(f"accept_reject: no such folder: {plain(root)}")
        for folder, folders, files in os.walk(root):
            folders[:] = sorted(f for f in folders if f not in ("__pycache__", "site-packages", "dist-packages"))
            for name in sorted(files):
                path = os.path.join(folder, name)
                if name.endswith(".py") and os.path.isfile(path) and not os.path.islink(path):
                    if "\n" in path or "\t" in path:
                        print(f"left out, its name cannot stand in a list: {plain(path)}")
                    else:
                        found.append(path)
    return list(dict.fromkeys(found))


def ask_redline(binary, paths):
    """path to (word, round trip, place, message), from one run of the binary."""
    with tempfile.NamedTemporaryFile(suffix=".txt") as listing:
        listing.write(b"".join(os.fsencode(path) + b"\n" for path in paths))
        listing.flush()
        run = subprocess.run([binary, "check", "--files-from", listing.name], stdout=subprocess.PIPE)
    answers = {}
    for line in run.stdout.split(b"\n"):
        if line:
            fields = os.fsdecode(line).split("\t", 4)
            fields += ["-"] * (5 - len(fields))
            answers[fields[0]] = tuple(fields[1:])
    return answers, run.returncode


def read_allowed(path):
    allowed = {}
    if path:
        for line in Path(path).read_text("utf-8").splitlines():
            line = line.strip()
            if line and not line.startswith("#"):
                suffix, _, reason = line.partition("\t") if "\t" in line else line.partition(" ")
                if not reason.strip():
                    sys.exit(f"accept_reject: {path}: no reason given for {suffix}")
                allowed[suffix] = reason.strip()
    return allowed


def explanation(path, allowed):
    for suffix, reason in allowed.items():
        if path == suffix or path.endswith("/" + suffix.lstrip("/")):
            return suffix, reason
    return None, None


def main():
    sys.stdout.reconfigure(errors="backslashreplace")
    arguments = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    arguments.add_argument("roots", nargs="*", help="folders and files of Python code")
    arguments.add_argument("--redline", metavar="BINARY", help="the redline-dev binary; without it only CPython is asked")
    arguments.add_argument("--stdlib", action="store_true",
                           help="the standard library of this Python too, its tests included")
    arguments.add_argument("--allow", metavar="FILE", help="explained differences: path suffix and reason")
    arguments.add_argument("--cache", default=".build/oracles", metavar="FOLDER", help="(default: %(default)s)")
    arguments.add_argument("--rejected", metavar="FILE", help="write what CPython rejects: path, place, message (TSV)")
    options = arguments.parse_args()

    roots = list(options.roots)
    if options.stdlib:
        library = sysconfig.get_path("stdlib")
        roots.append(library)
        if not os.path.isdir(os.path.join(library, "test")):
            print(f"SKIPPED: the library's own tests (no folder {library}/test)")
    if not roots:
        arguments.error("nothing to read: name a ROOT, or say --stdlib")
    allowed = read_allowed(options.allow)

    paths = collect(roots)
    digests, size = {}, 0
    for path in paths:
        data = read(path)
        digests[path] = hashlib.sha256(data).hexdigest()
        size += len(data)
    print(f"files:        {len(paths):,} ({size / 1e6:.1f} MB)")

    verdicts = Verdicts(options.cache)
    began = time.monotonic()
    asked = verdicts.complete(digests)
    cpython = {path: verdicts.known[digest] for path, digest in digests.items()}
    words = collections.Counter(verdict.word for verdict in cpython.values())
    print(f"CPython {platform.python_version()}: {words['accepted']:,} accepted, {words['rejected']:,} rejected, "
          f"{words['too-deep']:,} too deep ({asked:,} asked in {time.monotonic() - began:.1f} s, the rest kept)")
    if options.rejected:
        with open(options.rejected, "w", encoding="utf-8", errors="backslashreplace") as file:
            for path, verdict in cpython.items():
                if verdict.word != "accepted":
                    file.write("\t".join((path, *verdict)) + "\n")
    if not options.redline:
        return 0

    began = time.monotonic()
    redline, code = ask_redline(options.redline, paths)
    seconds = time.monotonic() - began
    failures = 0
    if code not in (0, 1):
        print(f"FAILED: redline ended with code {code}")
        failures += 1
    counts = collections.Counter()
    used = set()
    lines = []
    for path in paths:
        theirs = cpython[path]
        if path not in redline:
            counts["without an answer"] += 1
            lines.append(f"NO ANSWER   {plain(path)}")
            continue
        word, round_trip, place, message = redline[path]
        counts["redline " + word] += 1
        counts["round trip " + round_trip] += 1
        if round_trip != "ok" and (word == "accepted" or round_trip != "-"):
            counts["not byte by byte"] += 1
            lines.append(f"ROUND TRIP  {plain(path)}: {plain(word)}, {plain(round_trip)}")
        # Nobody takes a file that CPython cannot read for its depth, nor need Redline say why it leaves one alone.
        agree = (word == "accepted") == (theirs.word == "accepted") or theirs.word == "too-deep"
        agree = agree and word in ("accepted", "rejected", "refused")
        if agree:
            counts["agree"] += 1
            if theirs.word == "rejected" and word == "rejected":
                counts["both reject"] += 1
                counts["same line"] += place.split(":")[0] == theirs.place.split(":")[0]
            continue
        suffix, reason = explanation(path, allowed)
        used.add(suffix)
        counts["explained" if reason else "unexplained"] += 1
        lines.append(f"{'explained  ' if reason else 'DIFFERENCE '} {plain(path)}"
                     + (f"\n    because: {reason}" if reason else "")
                     + f"\n    CPython: {theirs.word} {theirs.place} {theirs.message}"
                     + f"\n    Redline: {plain(word)} {plain(place)} {plain(message)}")
    for line in lines:
        print(line)
    for suffix in allowed:
        if suffix not in used:
            print(f"unused: --allow says {suffix}, and no difference in these files is that")
    print(f"Redline:      {counts['redline accepted']:,} accepted, {counts['redline rejected']:,} rejected, "
          f"{counts['redline refused']:,} refused in {seconds:.1f} s ({size / 1e6 / max(seconds, 1e-9):.0f} MB/s)")
    print(f"byte by byte: {counts['round trip ok']:,} files come back as they were, "
          f"{counts['not byte by byte']:,} do not")
    print(f"agreement:    {counts['agree']:,} of {len(paths):,} files; "
          f"where both reject, {counts['same line']:,} of {counts['both reject']:,} name the same line")
    print(f"differences:  {counts['explained']:,} explained, {counts['unexplained']:,} unexplained, "
          f"{counts['without an answer']:,} without an answer")
    failures += counts["unexplained"] + counts["not byte by byte"] + counts["without an answer"]
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
