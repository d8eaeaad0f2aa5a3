#!/usr/bin/env python3
"""Check the verdicts of the parser's fixtures with every Python that is available.

    python3 Tests/Oracles/check_fixtures.py

`Fixtures/MANIFEST.tsv` and `Fixtures/SNIPPETS.tsv` give for each file or snippet the verdict and the oldest Python
from which on all later ones have it. An older Python must have the other verdict, so that "since" is exact. Used are
this Python, `python3.8` to `python3.15` on the path and under pyenv, CPython 3.14 as WebAssembly (see cpython314.py),
and ruff for anything newer. Missing ones are skipped with a message. The exit code is 1 if a verdict is wrong.
"""

import argparse
import collections
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tokenize
from pathlib import Path

import cpython314

FIXTURES = Path(__file__).resolve().parent.parent / "PythonSyntaxTests" / "Fixtures"
VERSIONS = [(3, minor) for minor in range(8, 16)]
Case = collections.namedtuple("Case", "name verdict since oracle source")

# Runs in each Python, so it must be at home in 3.8: sources as hexadecimal lines, a letter each for the verdicts.
WORKER = """
import ast, sys, warnings
warnings.simplefilter("ignore")
for line in sys.stdin:
    try:
        ast.parse(bytes.fromhex(line))
        sys.stdout.write("a\\n")
    except (SyntaxError, ValueError):
        sys.stdout.write("r\\n")
    except (RecursionError, MemoryError):
        sys.stdout.write("d\\n")
"""


def rows(path):
    with open(path, encoding="utf-8", newline="\n") as file:
        lines = [line.rstrip("\n").split("\t") for line in file]
    return [dict(zip(lines[0], line)) for line in lines[1:]]


def unescape(text):
    """SNIPPETS.tsv writes \\n, \\t, \\r, \\f and \\\\, and nothing else, with a backslash."""
    result, characters = [], iter(text)
    for character in characters:
        result.append({"n": "\n", "t": "\t", "r": "\r", "f": "\f", "\\": "\\"}[next(characters)]
                      if character == "\\" else character)
    return "".join(result).encode("utf-8")


def version(text):
    return tuple(int(part) for part in text.split("."))


def load():
    cases = []
    listed = set()
    for row in rows(FIXTURES / "MANIFEST.tsv"):
        listed.add(row["file"])
        cases.append(Case(row["file"], row["verdict"], version(row["since"]), row["oracle"],
                          (FIXTURES / row["file"]).read_bytes()))
    for number, row in enumerate(rows(FIXTURES / "SNIPPETS.tsv"), 2):
        cases.append(Case(f"SNIPPETS.tsv:{number} ({row['topic']})", row["verdict"], version(row["since"]),
                          row["oracle"], unescape(row["source"])))
    there = {f"{folder}/{path.name}" for folder in ("accept", "peps", "reject") for path in (FIXTURES / folder).glob("*.py")}
    for name in sorted(there ^ listed):
        sys.exit(f"check_fixtures: {name} is {'not in the manifest' if name in there else 'missing'}")
    return cases


def pythons():
    """Version to interpreter, one a minor version."""
    candidates = [sys.executable]
    candidates += [shutil.which(f"python{major}.{minor}") for major, minor in VERSIONS]
    candidates += sorted(map(str, Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
                             .glob("versions/3.*/bin/python")))
    found = {}
    for candidate in filter(None, candidates):
        run = subprocess.run([candidate, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        if run.returncode == 0:
            found.setdefault(version(run.stdout.strip()), candidate)
    return found


def ask_python(interpreter, cases):
    run = subprocess.run([interpreter, "-c", WORKER], input="".join(case.source.hex() + "\n" for case in cases),
                         stdout=subprocess.PIPE, text=True, check=True)
    words = {"a": "accept", "r": "reject", "d": "too deep"}
    return [words[letter] for letter in run.stdout.split()]


def ask_ruff(ruff, cases):
    """Ruff with the grammar of 3.15. It also reports what CPython leaves to its compiler, as any syntax error."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, case in enumerate(cases):
            paths.append(os.path.join(folder, f"case{number}.py"))
            Path(paths[-1]).write_bytes(case.source)
        run = subprocess.run(ruff + ["check", "--isolated", "--no-cache", "--no-respect-gitignore",
                                     "--target-version", "py315", "--select", "F632", "--output-format", "json", folder],
                             stdout=subprocess.PIPE, text=True)
        wrong = {os.path.basename(found["filename"]) for found in json.loads(run.stdout)
                 if found["code"] in (None, "invalid-syntax")}
        return ["reject" if os.path.basename(path) in wrong else "accept" for path in paths]


def reads_as_text(source):
    """Whether a file can be decoded at all, which `ast.parse` of bytes does not ask within comments."""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
        source.decode(encoding)
    except (SyntaxError, UnicodeDecodeError):
        return False
    return True


def find_ruff():
    beside = Path(sys.executable).with_name("ruff")
    command = str(beside) if beside.exists() else shutil.which("ruff")
    if command is None:
        return None, None
    run = subprocess.run([command, "--version"], stdout=subprocess.PIPE, text=True)
    return [command], run.stdout.strip()


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    arguments.add_argument("--build", default=".build/oracles", help="folder of the WebAssembly build (default: %(default)s)")
    options = arguments.parse_args()
    cases = load()
    verdicts = collections.Counter(case.verdict for case in cases)
    print(f"{len(cases):,} fixtures and snippets: {verdicts['accept']:,} to accept, {verdicts['reject']:,} to reject")
    by_file = [case for case in cases if case.oracle.endswith("(file)")]
    parsed = [case for case in cases if not case.oracle.endswith("(file)")]
    wrong = asked = skipped = 0

    def compare(who, asked_cases, answers, at):
        nonlocal wrong, asked
        bad = 0
        for case, answer in zip(asked_cases, answers):
            expected = case.verdict if at >= case.since else {"accept": "reject", "reject": "accept"}[case.verdict]
            if answer != expected:
                bad += 1
                print(f"WRONG   {case.name}: {who} says {answer}, not {expected} "
                      f"({case.verdict} since {'.'.join(map(str, case.since))})")
        wrong += bad
        asked += len(asked_cases)
        print(f"{who:28} {len(asked_cases):6,} asked, {bad} wrong")

    available = pythons()
    for at in VERSIONS:
        name = "CPython %d.%d" % at
        if at in available:
            compare(name, parsed, ask_python(available[at], parsed), at)
        elif at == (3, 14) and (judge := cpython314.load(options.build)):
            words = {"accepted": "accept", "rejected": "reject", "too-deep": "too deep"}
            compare(name + " (WebAssembly)", parsed, [words[judge(case.source)[0]] for case in parsed], at)
        else:
            skipped += 1
            print(f"SKIPPED {name}: not on this machine")
    compare("file reading", by_file, ["accept" if reads_as_text(case.source) else "reject" for case in by_file], (3, 15))
    ruff, ruff_version = find_ruff()
    if ruff:
        newest = [case for case in parsed if case.oracle.startswith("ruff")]
        compare(f"{ruff_version} (3.15)", newest, ask_ruff(ruff, newest), (3, 15))
    else:
        skipped += 1
        print("SKIPPED ruff for 3.15: not on this machine")
    print(f"{asked - wrong} passed, {wrong} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
