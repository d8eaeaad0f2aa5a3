"""Disturbs redline while it writes, with signals, a second run, full disks and failing system calls, and checks the result.

usage: faults.py REDLINE [--signals 60] [--seed N] [--only PART]
"""

import argparse
import os
import shutil
import sys
import tempfile

import full_disk
import injection
import races
import random_signals
import writers
from trials import Report

PARTS = {"signals": random_signals.run, "races": races.run, "writers": writers.run,
         "disk": full_disk.run, "injection": injection.run}


def parsed():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("redline", type=os.path.abspath, help="the program under test")
    parser.add_argument("--signals", type=int, default=60, metavar="N", help="random signals for each command")
    parser.add_argument("--seed", type=int, default=1, help="decides when the signals come")
    parser.add_argument("--only", choices=PARTS, action="append", help="run these parts only")
    return parser.parse_args()


def main():
    options = parsed()
    parts = options.only or list(PARTS)
    if "injection" in parts and not shutil.which("strace"):
        print("strace is missing; it is in the Debian package 'strace': apt-get install strace", file=sys.stderr)
        return 2
    report, root = Report(), os.path.realpath(tempfile.mkdtemp(prefix="faults-"))
    try:
        for part in parts:
            PARTS[part](report, root, options.redline, options)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    return 1 if report.summary() else 0


if __name__ == "__main__":
    sys.exit(main())
