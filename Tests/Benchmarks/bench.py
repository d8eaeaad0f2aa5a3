"""Times Redline and its peers, in turn and on the same files, and writes the table into the README.

usage: bench.py REDLINE CORPUS [--runs N] [--readme FILE]

Every figure is the median of N runs (7 by default, more if a run takes milliseconds), alternating between the commands,
after one that is not counted. Ratios are taken within the same series: seconds differ from machine to machine.
The peers (ruff, ast-grep) come from PyPI into the environment that runs this script. The files are linked into a folder
outside every repository, because all of them respect `.gitignore`.
"""

import argparse
import ast
import datetime
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

BEGIN, END = "<!-- benchmark -->", "<!-- /benchmark -->"
RUFF = ["ruff", "check", "--isolated", "--no-cache"]
# For a repository with 1,000 places to fix: the same leak at the end of as many files.
LEAK = "\n\ndef first_line_of(path):\n    source = open(path)\n    line = source.readline()\n    source.close()\n    return line\n"


def run(command, folder):
    """Seconds and peak memory in MB. 0 and 1 are the exit codes of all tools here that do not mean an error."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(map(str, command))} failed with exit code {process.returncode}")
    return seconds, usage.ru_maxrss / 1024


def series(commands, folder, runs):
    """Medians of the seconds and the largest memory of each command, run in turn."""
    taken = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            result = run(command, folder)
            if number:
                taken[name].append(result)
    return {
        name: (statistics.median(seconds for seconds, _ in results), max(memory for _, memory in results))
        for name, results in taken.items()
    }


def output(command):
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def python_files(folder):
    for root, folders, names in os.walk(folder):
        folders.sort()
        yield from (os.path.join(root, name) for name in sorted(names) if name.endswith(".py"))


def linked(corpus, target):
    """The corpus in another place: links where the file system allows them, else copies."""
    def link(source, destination):
        try:
            os.link(source, destination)
        except OSError:
            shutil.copy2(source, destination)
    shutil.copytree(corpus, target, copy_function=link)


def parse_all(sources):
    """CPython's own parser on the same bytes: seconds."""
    start = time.perf_counter()
    for source in sources:
        try:
            ast.parse(source)
        except (SyntaxError, ValueError, RecursionError):
            pass
    return time.perf_counter() - start


def redline_parser(redline, listing):
    return float(output([redline + "-dev", "time", "--files-from", listing]).split("\t")[-1])


class Benchmark:
    def __init__(self, redline, corpus, runs):
        self.redline, self.runs = os.path.abspath(redline), runs
        self.scratch = Path(tempfile.mkdtemp(prefix="redline-bench-"))
        self.tree = self.scratch / "tree"
        linked(corpus, self.tree)
        self.paths = list(python_files(self.tree))
        self.size = sum(map(os.path.getsize, self.paths))
        self.rows = []

    def tool(self, name):
        return os.path.join(os.path.dirname(sys.executable), name)

    def row(self, what, figure, peer, ratio, target, holds):
        self.rows.append((what, figure, peer, ratio, target, "yes" if holds else "**no**"))
        print(" | ".join(self.rows[-1]), flush=True)

    def whole_tree(self):
        preview = [self.redline, "preview", "."]
        times = series({
            "preview": preview,
            "all": [*preview, "--parse-all"],
            "one thread": [*preview, "--parse-all", "--threads", "1"],
            "ruff": [self.tool(RUFF[0]), *RUFF[1:], "--select", "SIM115", "."],
            "ast-grep": [self.tool("ast-grep"), "run", "--lang", "python", "--pattern", "open($PATH)", "."],
        }, self.tree, self.runs)
        seconds = {name: value for name, (value, _) in times.items()}
        for name, what, limit in (("preview", "preview, every codemod", 0.35),
                                  ("all", "the same, every file parsed (`--parse-all`)", 1.0)):
            ratio = seconds[name] / seconds["ruff"]
            self.row(what, f"{seconds[name]:.2f} s", f"ruff, SIM115 alone: {seconds['ruff']:.2f} s", f"{ratio:.2f} ×",
                     f"≤ {limit} ×", ratio <= limit)
        ratio = seconds["ast-grep"] / seconds["preview"]
        self.row("preview, every codemod", f"{seconds['preview']:.2f} s",
                 f"ast-grep, one pattern: {seconds['ast-grep']:.1f} s", f"{ratio:.0f} × as fast", "≥ 20 ×", ratio >= 20)
        memory = max(times["preview"][1], times["all"][1])
        self.row("peak memory, whole tree", f"{memory:.0f} MB", "", "", "≤ 200 MB", memory <= 200)
        ratio = seconds["one thread"] / seconds["all"]
        self.row("two threads, every file parsed", f"{seconds['all']:.2f} s", f"one thread: {seconds['one thread']:.2f} s",
                 f"{ratio:.2f} × as fast", "≥ 1.8 ×", ratio >= 1.8)

    def parser(self):
        listing = self.scratch / "files.txt"
        listing.write_text("\n".join(self.paths))
        sources = [Path(path).read_bytes() for path in self.paths]
        warnings.simplefilter("ignore")
        pairs = [(redline_parser(self.redline, listing), parse_all(sources)) for _ in range(self.runs)]
        ours, theirs = (statistics.median(column) for column in zip(*pairs))
        self.row("parser alone, one thread", f"{self.size / ours / 1e6:.0f} MB/s",
                 f"`ast.parse`: {self.size / theirs / 1e6:.1f} MB/s", f"{theirs / ours:.0f} × as fast", "≥ 20 ×",
                 theirs / ours >= 20)

    def start_up(self):
        (self.scratch / "small").mkdir()
        (self.scratch / "small" / "small.py").write_text("print('one line')\n")
        times = series({
            "redline": [self.redline, "preview", "small.py"],
            "ruff": [self.tool(RUFF[0]), *RUFF[1:], "small.py"],
        }, self.scratch / "small", 30)
        ours, theirs = times["redline"][0], times["ruff"][0]
        self.row("start-up, one small file", f"{ours * 1e3:.1f} ms", f"ruff check: {theirs * 1e3:.1f} ms",
                 f"{ours / theirs:.2f} ×", "≤ 1.0 ×", ours / theirs <= 1.0)

    def growth(self):
        """One file repeated: seconds per byte, without the start of the process."""
        piece = (self.tree / "django-5.2.19" / "django" / "db" / "models" / "query.py").read_bytes()
        commands = {}
        for megabytes in (1, 2, 4, 8, 16, 32, 64):
            path = self.scratch / f"grown_{megabytes}.py"
            path.write_bytes(piece * (megabytes * 1_000_000 // len(piece)))
            commands[megabytes] = path
        listings = {}
        for megabytes, path in commands.items():
            listings[megabytes] = self.scratch / f"grown_{megabytes}.txt"
            listings[megabytes].write_text(str(path))
        rates = {megabytes: [] for megabytes in commands}
        # Where a virtual machine gets its memory from makes single runs differ more than the sizes do.
        for _ in range(max(self.runs, 9)):
            for megabytes, path in commands.items():
                rates[megabytes].append(redline_parser(self.redline, listings[megabytes]) / path.stat().st_size)
        medians = {megabytes: statistics.median(values) * 1e9 for megabytes, values in rates.items()}
        spread = max(medians.values()) / min(medians.values())
        self.row("parse time per byte, files of 1 to 64 MB",
                 " ".join(f"{value:.1f}" for value in medians.values()) + " ns",
                 "", f"varies by {spread:.2f} ×", "≤ 1.3 ×", spread <= 1.3)

    def apply(self):
        folder = self.scratch / "repository"
        shutil.copytree(self.tree, folder)
        every = len(self.paths) // 1060
        for path in list(python_files(folder))[::every]:
            with open(path, "a") as file:
                file.write(LEAK)
        # git must not collect garbage by itself while it is timed.
        git = ["git", "-c", "user.name=bench", "-c", "user.email=bench@example.com", "-c", "gc.auto=0"]
        for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "base"], ["gc", "-q"]):
            subprocess.run([*git, *command], cwd=folder, check=True)
        subprocess.run(["git", "config", "user.name", "bench"], cwd=folder, check=True)
        subprocess.run(["git", "config", "user.email", "bench@example.com"], cwd=folder, check=True)
        previews, applies = [], []
        for number in range(self.runs + 1):
            previewed, _ = run([self.redline, "preview"], folder)
            applied, _ = run([self.redline, "apply", "--branch", f"bench-{number}"], folder)
            if number:
                previews.append(previewed)
                applies.append(applied)
        changed = output(["git", "-C", str(folder), "diff", "--name-only", "HEAD", "bench-0"]).count("\n") + 1
        preview, apply = statistics.median(previews), statistics.median(applies)
        self.row(f"apply, {changed:,} changed files of {len(self.paths):,}", f"{apply:.2f} s",
                 f"preview of its working tree: {preview:.2f} s", f"{apply / preview:.2f} ×", "≤ 3 ×", apply / preview <= 3)

    def heading(self):
        model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")
        peers = ", ".join(output([self.tool(name), "--version"]) for name in ("ruff", "ast-grep"))
        return (f"{datetime.date.today()}, {model or platform.machine()}, {os.cpu_count()} cores; "
                f"{len(self.paths):,} files, {self.size / 1e6:.0f} MB, warm cache; {peers}, "
                f"CPython {platform.python_version()}. Medians of at least {self.runs} runs, in turn.")

    def table(self):
        head = ["what", "Redline", "peer", "ratio", "target", "reached"]
        lines = [head, ["---"] * len(head), *self.rows]
        return self.heading() + "\n\n" + "\n".join("| " + " | ".join(line) + " |" for line in lines)


def write(readme, table):
    text = readme.read_text()
    if text.count(BEGIN) != 1 or text.count(END) != 1:
        sys.exit(f"{readme} has no place for the table: {BEGIN} and {END}")
    before, rest = text.split(BEGIN)
    readme.write_text(before + BEGIN + "\n" + table + "\n" + END + rest.split(END)[1])


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    arguments.add_argument("redline")
    arguments.add_argument("corpus")
    arguments.add_argument("--runs", type=int, default=7)
    arguments.add_argument("--readme", type=Path, help="write the table into this file")
    options = arguments.parse_args()
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "ruff", "ast-grep-cli"], check=True)
    benchmark = Benchmark(options.redline, options.corpus, options.runs)
    try:
        for part in (benchmark.whole_tree, benchmark.start_up, benchmark.growth, benchmark.parser, benchmark.apply):
            part()
        if options.readme:
            write(options.readme, benchmark.table())
    finally:
        shutil.rmtree(benchmark.scratch)


if __name__ == "__main__":
    main()
