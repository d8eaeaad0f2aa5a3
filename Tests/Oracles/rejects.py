#!/usr/bin/env python3
"""Compare Redline's parser with CPython's on the programs in CPython's own tests.

    python3 Tests/Oracles/rejects.py --redline .build/debug/redline-dev [--python PYTHON ...] [-v]

Many of them are meant to be rejected: `test_syntax.py` and others contain programs as string literals and as doctest
examples. Each one is given to `ast.parse` of that Python and to `redline-dev check`. If CPython's parser rejects it and Redline
accepts it, or the other way round, it is printed, and the exit code is 1, unless `EXPLAINED` explains it. Programs that only
CPython's compiler rejects do not concern the parser, and Redline accepts them.

Each PYTHON runs the tests of its own library. Redline reads the union of the grammars of 3.8 to 3.15: a program that an older
Python rejects and the last one accepts is not a difference (so list a newer one after 3.8 and 3.9). Pythons without the tests in
their library are named and skipped.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

TESTS = """test_syntax test_exceptions test_fstring test_grammar test_string_literals test_unicode_identifiers
test_named_expressions test_positional_only_arg test_keywordonlyarg test_patma test_except_star test_type_params test_generators
test_cmd_line test_cmd_line_script test_eof test_tokenize test_ast test_compile test_parser test_unpack test_unpack_ex test_generator_stop
test_coroutines test_decorators test_dictcomps test_listcomps test_setcomps test_genexps test_global test_scope test_flufl test_int_literal
test_numeric_tower test_source_encoding test_future test_type_comments test_type_aliases test_lambda test_with test_symtable test_extcall
test_int test_float test_complex test_bytes test_unparse test_traceback test_peg_generator test_ellipsis test_raise""".split()

# What the program has, as an expression, and why an older Python differs about it.
EXPLAINED = {
    r"except\*? \w+, \w+": "3.14 takes exceptions without parentheses (PEP 758)",
    r"[\[({]\*\*?.* for \w+ in ": "3.15 takes unpacking in comprehensions (PEP 798)",
    r"^f'result: \{value:\{width:\{0\}\}\.\{precision:1\}\}'$": "3.12 nests fields deeper (PEP 701)",
    r"^rf'\{\"\\N\{LEFT CURLY BRACKET\}\"\}'$": "3.12 takes backslashes in fields (PEP 701)",
    r"^f'\{\*a\}'$": "3.12 takes a starred expression in a field (PEP 701)",
    r"^f'__\{\n    x:d\n\}__'$": "later releases of 3.13 took the line ending in a format specification back (python/cpython#129958)",
}

# Run by each Python in its own process: every text that looks like a program, and the verdict of `ast.parse`.
ASK = r'''
import ast, doctest, json, os, sys, sysconfig, textwrap, warnings
warnings.simplefilter("ignore")
library = os.path.join(sysconfig.get_path("stdlib"), "test")

def sources(path):
    with open(path, "rb") as file:
        tree = ast.parse(file.read())
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
            yield textwrap.dedent(node.value)
            if ">>>" in node.value:
                try:
                    yield from (e.source for e in doctest.DocTestParser().get_examples(node.value))
                except ValueError:
                    pass
        elif isinstance(node, ast.JoinedStr):
            parts = [v.value if isinstance(v, ast.Constant) else "x" for v in node.values]
            yield "".join(parts)

def verdict(text):
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return None
    try:
        ast.parse(data)
    except SyntaxError as error:
        return f"{error.lineno}:{error.offset} {error.msg}"
    except ValueError as error:
        return str(error)
    except (RecursionError, MemoryError):
        return None
    return ""

found = {}
missing = []
for name in sys.argv[1:]:
    paths = [os.path.join(library, name + ".py"), os.path.join(library, name, "__init__.py"),
             os.path.join(library, "test_ast", name + ".py"), os.path.join(library, name, name + ".py")]
    existing = [p for p in paths if os.path.exists(p)]
    if not existing:
        missing.append(name)
    for path in existing:
        for text in sources(path):
            if text.strip() and len(text) < 20000 and text not in found:
                said = verdict(text)
                if said is not None:
                    found[text] = said
print(json.dumps([sys.version.split()[0], found, missing]))
'''


def ask(python):
    run = subprocess.run([python, "-c", ASK, *TESTS], capture_output=True, text=True)
    if run.returncode:
        return None, run.stderr.strip().splitlines()[-1]
    return json.loads(run.stdout), None


def ask_again(python, texts):
    """The newest Python's verdicts on the programs that an older one rejects."""
    code = ("import ast,json,sys,warnings\nwarnings.simplefilter('ignore')\nanswers=[]\n"
            "for text in json.load(sys.stdin):\n"
            " try:\n  ast.parse(text.encode())\n  answers.append(True)\n"
            " except Exception:\n  answers.append(False)\n"
            "print(json.dumps(answers))")
    run = subprocess.run([python, "-c", code], input=json.dumps(texts), capture_output=True, text=True, check=True)
    return dict(zip(texts, json.loads(run.stdout)))


def redline_verdicts(binary, texts):
    answers = {}
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, text in enumerate(texts):
            path = os.path.join(folder, f"{number}.py")
            Path(path).write_bytes(text.encode())
            paths.append(path)
        listing = os.path.join(folder, "list")
        Path(listing).write_text("\n".join(paths))
        run = subprocess.run([binary, "check", "--files-from", listing], stdout=subprocess.PIPE)
        for line in run.stdout.decode("utf-8", "backslashreplace").split("\n"):
            fields = line.split("\t")
            if len(fields) == 5:
                answers[texts[int(Path(fields[0]).stem)]] = fields[1:]
    return answers


def explained(text):
    return next((why for shape, why in EXPLAINED.items() if re.search(shape, text)), None)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    arguments.add_argument("--redline", required=True, metavar="BINARY")
    arguments.add_argument("--python", action="append", metavar="PYTHON", help="(default: the one that runs this)")
    arguments.add_argument("-v", "--verbose", action="store_true", help="print the explained differences too")
    options = arguments.parse_args()

    failures = 0
    pythons = options.python or [sys.executable]
    for python in pythons:
        answer, error = ask(python)
        if answer is None:
            print(f"FAILED: {python}: {error}")
            failures += 1
            continue
        version, said, missing = answer
        texts = list(said)
        if not texts:
            print(f"SKIPPED: CPython {version} has no tests in its library")
            continue
        redline = redline_verdicts(options.redline, texts)
        newest = ask_again(pythons[-1], [text for text in texts if said[text]])
        rejected = sum(1 for text in texts if said[text])
        differences = placeless = known = 0
        for text in texts:
            word, _, place, message = redline.get(text, ("without an answer", "-", "-", "-"))
            takes = word == "accepted"
            if word == "rejected" and place == "-" and "\0" not in text and "coding" not in text:
                placeless += 1
                print(f"NO PLACE    {text!r}: {message}")
            if takes == (not said[text]) or (takes and newest.get(text)) or word == "refused":
                continue
            why = explained(text)
            if why and (takes or "129958" in why):
                known += 1
                if options.verbose:
                    print(f"explained   {text!r}: {why}")
                continue
            differences += 1
            print(f"{'TAKEN' if takes else word.upper():<11} {text!r}: "
                  f"CPython {version}: {said[text] or 'takes it'}; Redline: {place} {message}")
        failures += differences + placeless
        print(f"CPython {version}: {len(texts):,} programs, {rejected:,} rejected; {differences} differences, {known} explained"
              + (f"; no such tests: {' '.join(missing)}" if missing else ""))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
