"""Times Redline beside its peers on the same tree, in turn, and prints medians and ratios.

usage: bench.py REDLINE CORPUS [RUNS]
Peers come from PyPI into the virtual environment that runs this script. Ratios count, not seconds: machines differ.
"""

import ast
import os
import platform
import statistics
import subprocess
import sys
import time
import warnings


def wall(command, folder):
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if done.returncode not in (0, 1):
        sys.exit(f"{command[0]} failed with exit code {done.returncode}")
    return time.perf_counter() - start


def python_files(folder):
    for root, folders, names in os.walk(folder):
        folders.sort()
        yield from (os.path.join(root, name) for name in sorted(names) if name.endswith(".py"))


def parse_all(paths):
    """CPython's own parser on the same files: seconds, and the number of bytes."""
    sources = [open(path, "rb").read() for path in paths]
    warnings.simplefilter("ignore")
    start = time.perf_counter()
    for source in sources:
        try:
            ast.parse(source)
        except (SyntaxError, ValueError, RecursionError):
            pass
    return time.perf_counter() - start, sum(map(len, sources))


def main():
    redline, corpus = os.path.abspath(sys.argv[1]), sys.argv[2]
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "ruff"], check=True)
    ruff = os.path.join(os.path.dirname(sys.executable), "ruff")
    paths = list(python_files(corpus))
    listing = os.path.join(corpus, "..", "bench-files.txt")
    with open(listing, "w") as file:
        file.write("\n".join(os.path.abspath(path) for path in paths))
    commands = {
        "redline preview": [redline, "preview", "."],
        "ruff --select SIM115": [ruff, "check", "--isolated", "--no-cache", "--select", "SIM115", "."],
        "redline, parser alone, one thread": [redline, "dev", "check", "--files-from", os.path.abspath(listing)],
    }
    times = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            seconds = wall(command, corpus)
            if number:
                times[name].append(seconds)
    medians = {name: statistics.median(values) for name, values in times.items()}
    medians["ast.parse, one thread"], size = parse_all(paths)
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores; {len(paths)} files, {size / 1e6:.0f} MB;")
    print(f"{subprocess.run([ruff, '--version'], capture_output=True, text=True).stdout.strip()}, Python {platform.python_version()}")
    for name, seconds in medians.items():
        print(f"  {name:36} {seconds:7.2f} s")
    preview, rule = medians["redline preview"], medians["ruff --select SIM115"]
    alone, peer = medians["redline, parser alone, one thread"], medians["ast.parse, one thread"]
    print(f"redline preview / ruff SIM115: {preview / rule:.2f}")
    print(f"ast.parse / redline's parser:  {peer / alone:.1f}")


main()
