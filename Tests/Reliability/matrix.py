"""Runs redline in over a thousand small situations and checks the result with the real git.

usage: matrix.py REDLINE [--only GROUP] [--jobs N] [--list] [--keep] [-v]
"""

import argparse
import os
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from cases import CASES
from repository import Box, SetupError, Skip, remove

GROUPS = ("paths", "in_place", "attributes", "links", "atomic", "branches", "levels", "outputs", "inputs", "skipped",
          "configuration", "suppressions", "lists", "excluded", "formats", "environment", "git_configuration", "ownership",
          "identity", "references", "signing", "hooks", "work_trees")
for module in GROUPS:
    __import__(module)


def outcome(case, number, root, options):
    """What a case found: 'passed', 'failed' or 'skipped', with its lines."""
    folder = os.path.join(root, f"case{number}")
    box = Box(folder, options.redline)
    try:
        case.body(box)
        state, lines = ("failed", box.problems) if box.problems else ("passed", [])
        if not box.runs and not box.problems:
            state, lines = "failed", ["the case ran nothing"]
    except Skip as reason:
        state, lines = "skipped", [str(reason)]
    except (SetupError, OSError, AssertionError) as error:
        state, lines = "failed", [f"the case broke: {error}", *box.problems]
    except Exception:
        state, lines = "failed", ["the case broke: " + traceback.format_exc().replace("\n", " | "), *box.problems]
    finally:
        for end in box.at_end:
            end()
    if options.verbose and state == "failed":
        lines = [*lines, *transcript(box)]
    if not options.keep:
        remove(folder)
        shutil.rmtree(box.home, ignore_errors=True)
    return state, lines


def transcript(box):
    """Commands with their output, for -v."""
    for command, run in box.runs:
        yield f"  $ {b' '.join(command[-12:])!r} -> {run.code}"
        for stream in (run.out, run.err):
            yield from (f"    | {line.decode(errors='backslashreplace')}" for line in stream.split(b"\n")[:40] if line)


def report(case, state, lines, verbose):
    if state == "failed":
        more = "" if verbose or len(lines) == 1 else f" (and {len(lines) - 1} more)"
        print(f"{case.group}: {case.name}: {lines[0]}{more}")
        for line in lines[1:] if verbose else ():
            print(f"    {line}")
    elif state == "skipped":
        print(f"skipped: {case.group}: {case.name}: {lines[0]}")


def summary(counts):
    groups = list(dict.fromkeys(group for group, _ in counts))
    states = ("passed", "failed", "skipped")
    print(f"\n{'group':<24}" + "".join(f"{state:>9}" for state in states))
    for group in groups:
        print(f"{group:<24}" + "".join(f"{counts[group, state] or '-':>9}" for state in states))
    passed, failed, skipped = (sum(counts[group, state] for group in groups) for state in states)
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return failed


def parsed():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("redline", nargs="?", help="the program under test")
    parser.add_argument("--only", metavar="GROUP", action="append", help="run these groups, or cases whose name contains it")
    parser.add_argument("--jobs", type=int, default=2 * (os.cpu_count() or 1), help="number of cases to run in parallel")
    parser.add_argument("--list", action="store_true", help="print the cases and run nothing")
    parser.add_argument("--keep", action="store_true", help="keep the folders of all cases")
    parser.add_argument("-v", "--verbose", action="store_true", help="print commands and output of failing cases")
    return parser, parser.parse_args()


def is_meant(case, text):
    """A text that is a group's name means the group, any other one the cases that contain it."""
    return case.group == text or text not in {one.group for one in CASES} and text in f"{case.group}: {case.name}"


def main():
    parser, options = parsed()
    chosen = [case for case in CASES if not options.only or any(is_meant(case, text) for text in options.only)]
    if options.list:
        print("\n".join(f"{case.group}: {case.name}" for case in chosen))
        return 0
    if not options.redline or not os.access(options.redline, os.X_OK):
        parser.error("give the program under test, for example .build/debug/redline")
    if not chosen:
        parser.error("no case has that name; --list prints them")
    root, counts = os.path.realpath(tempfile.mkdtemp(prefix="reliability-")), Counter()
    try:
        with ThreadPoolExecutor(max(1, options.jobs)) as pool:
            runs = [pool.submit(outcome, case, number, root, options) for number, case in enumerate(chosen)]
            for case, run in zip(chosen, runs):
                state, lines = run.result()
                counts[case.group, state] += 1
                report(case, state, lines, options.verbose)
    finally:
        if options.keep:
            print(f"kept: {root}")
        else:
            shutil.rmtree(root, ignore_errors=True)
    return 1 if summary(counts) else 0


if __name__ == "__main__":
    sys.exit(main())
