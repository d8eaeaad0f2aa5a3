"""What formatters and linters of layout say about files before and after Redline's fixes.

usage: formatting.py REDLINE TREE [TREE...] [--only CODEMOD] [--show] [--least N]

Of the files that `ruff format`, black, isort and ruff's I001 would leave as they are, at least nine of ten must stay so after
the fixes. Each line that they would change in the others is printed with its cause: `indentation` if a line of the original
became too long by it, else `other`. pycodestyle must find nothing new. Each project's own settings apply where it has any; of a
file without settings the line length is what its formatter accepts first of 88, 79, 100, 110 and 120 columns.

The tools come from PyPI into the environment that runs this script, at the versions pinned below.
"""

import argparse
import collections
import difflib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

TOOLS = ["ruff==0.17.6", "black==26.10.1", "isort==9.0.2", "pycodestyle==2.15.0"]
CODES = ["E125", "E127", "E128", "E301", "E302", "E303", "E305", "W391", "W291", "W293"]
LENGTHS = [88, 79, 100, 110, 120]
SHARE = 0.9
SETTINGS = ["pyproject.toml", "ruff.toml", ".ruff.toml", "setup.cfg", "tox.ini", ".isort.cfg", ".editorconfig"]


def tool(name):
    return str(Path(sys.executable).parent / name)


class Trees:
    """The files that a patch changes, before and after, each in a copy of its tree: whatever else is there is linked."""

    def __init__(self, redline, tree, only, scratch, format_first=False):
        self.tree, self.before, self.after = Path(tree).resolve(), scratch / "before", scratch / "after"
        self.command = [os.path.abspath(redline), "preview", "--level", "review", *(f"--only={name}" for name in only), "."]
        self.find()
        if format_first:
            self.format_first(scratch / "formatted")
            self.find()
        for folder in (self.before, self.after):
            self.link(folder)
        if self.patch:
            # Not inside a repository: `git apply` would skip files outside of it.
            subprocess.run(["git", "apply", "--whitespace=nowarn", f"-p{self.strip}", "-"], cwd=self.after, input=self.patch, check=True,
                           env={**os.environ, "GIT_CEILING_DIRECTORIES": str(scratch.parent)})

    def length(self, name):
        settings = self.settings[name] or {"ruff": None, "black": None}
        return (settings["black"] or {}).get("line-length") or settings["ruff"] or LENGTHS[0]

    def find(self):
        done = subprocess.run(self.command, cwd=self.tree, capture_output=True)
        if done.returncode not in (0, 1, 2):
            sys.exit(f"{' '.join(self.command)} in {self.tree}: {done.stderr.decode(errors='replace')}")
        self.patch = b"".join(part for part in re.split(rb"(?m)^(?=diff --git )", done.stdout) if part.startswith(b"diff"))
        self.patch = re.sub(rb"(?m)^# .*\n", b"", self.patch)
        # In a repository the paths are relative to its root.
        prefix = subprocess.run(["git", "rev-parse", "--show-prefix"], cwd=self.tree, capture_output=True).stdout.strip()
        self.strip = 1 + prefix.count(b"/")
        self.files = [os.fsdecode(name.removeprefix(prefix)) for name in re.findall(rb"(?m)^\+\+\+ b/(\S+)$", self.patch)]

    def format_first(self, folder):
        """Goes on with a copy of the tree, in which the files with fixes are formatted and their imports sorted."""
        for parent, _, names in os.walk(self.tree):
            target = folder / os.path.relpath(parent, self.tree)
            target.mkdir(parents=True)
            for name in names:
                if name.endswith((".py", ".toml", ".cfg", ".ini")) and os.path.isfile(os.path.join(parent, name)):
                    link_or_copy(os.path.join(parent, name), target / name)
        for name in self.files:
            (folder / name).unlink()
            shutil.copy(self.tree / name, folder / name)
        self.tree = folder
        for start in range(0, len(self.files), 500):
            for command in (["check", "--select", "I001", "--fix"], ["format"]):
                command = [tool("ruff"), *command, "--quiet", "--no-cache", *self.files[start:start + 500]]
                if subprocess.run(command, cwd=folder, capture_output=True).returncode not in (0, 1):
                    subprocess.run([*command, "--isolated"], cwd=folder, capture_output=True)

    def link(self, folder):
        folder.mkdir()
        changed = set(self.files)
        parents = {str(parent) for name in changed for parent in Path(name).parents}
        for parent in sorted(parents, key=len):
            (folder / parent).mkdir(exist_ok=True)
            for entry in os.scandir(self.tree / parent):
                path = os.path.normpath(os.path.join(parent, entry.name))
                if path in changed:
                    shutil.copy(entry.path, folder / path)
                elif path not in parents and entry.name != ".git":
                    os.symlink(entry.path, folder / path)


def link_or_copy(path, target):
    try:
        os.link(path, target)
    except OSError:
        shutil.copy(path, target)


def settings_of(path, top):
    """The line length that the settings around a file name, and whether there are any for the formatters."""
    for folder in path.parents:
        for name in ("ruff.toml", ".ruff.toml", "pyproject.toml"):
            file = folder / name
            if file.exists():
                try:
                    read = tomllib.loads(file.read_text(encoding="utf-8"))
                except (tomllib.TOMLDecodeError, UnicodeDecodeError):
                    continue
                own = read if name != "pyproject.toml" else read.get("tool", {}).get("ruff")
                black = read.get("tool", {}).get("black") if name == "pyproject.toml" else None
                if own is not None or black is not None:
                    own, black = own or {}, black or {}
                    return {"ruff": own.get("line-length", 88) if own else None, "black": black}
        if folder == top:
            break
    return None


class Ruff:
    name = "ruff format"
    of_imports = False

    def formatted(self, folder, files, extra):
        """The text of each file after formatting, in a copy that is then put back."""
        originals = {name: (folder / name).read_bytes() for name in files}
        self.run(folder, files, extra)
        results = {name: (folder / name).read_bytes() for name in files}
        for name, text in originals.items():
            (folder / name).write_bytes(text)
        return results

    def run(self, folder, files, extra):
        for start in range(0, len(files), 500):
            part = files[start:start + 500]
            command = [tool("ruff"), "format", "--quiet", "--no-cache", *extra, *part]
            if subprocess.run(command, cwd=folder, capture_output=True).returncode and "--isolated" not in extra:
                # Settings of another version of ruff.
                subprocess.run([*command, "--isolated"], cwd=folder, capture_output=True)

    def stable(self, trees, files):
        """The files that formatting leaves as they are, each with the options that it takes."""
        found, rest = {}, files
        for length in [None, *LENGTHS]:
            extra = [] if length is None else ["--line-length", str(length)]
            texts = self.formatted(trees.before, rest, extra)
            same = [name for name in rest if texts[name] == (trees.before / name).read_bytes()]
            found.update({name: (extra, length or 0) for name in same})
            # Only files without settings may have another length than the one that applies.
            rest = [name for name in rest if name not in found and not trees.settings[name]]
        return found

    def after(self, trees, options):
        results = {}
        for length in [None, *LENGTHS]:
            files = [name for name, (_, own) in options.items() if own == (length or 0)]
            if files:
                results |= self.formatted(trees.after, files, options[files[0]][0])
        return results


class Black:
    name = "black"
    of_imports = False

    def text(self, source, length, settings):
        import black
        mode = black.Mode(line_length=length, string_normalization=not settings.get("skip-string-normalization", False),
                          magic_trailing_comma=not settings.get("skip-magic-trailing-comma", False))
        try:
            return black.format_file_contents(source, fast=True, mode=mode)
        except black.NothingChanged:
            return source
        except Exception:  # whatever black cannot parse is not its business
            return None

    def stable(self, trees, files):
        """Only of the files that ruff leaves as they are, with the same line length: black takes its time."""
        found = {}
        for name, (_, length) in Ruff().stable(trees, files).items():
            text = read(trees.before / name)
            settings, length = (trees.settings[name] or {}).get("black") or {}, length or trees.length(name)
            if text is not None and self.text(text, length, settings) == text:
                found[name] = (settings, length)
        return found

    def after(self, trees, options):
        return {name: (self.text(read(trees.after / name), length, settings) or "").encode()
                for name, (settings, length) in options.items()}


def imports(path):
    """The import statements of a file: what sorts them has nothing to say if they are the same."""
    return re.findall(rb"(?m)^\s*(?:from|import)\b.*|^\s+\w+,$", path.read_bytes())


def read(path):
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None


class Isort:
    name = "isort"
    of_imports = True
    PROFILES = [{}, {"profile": "black"}, {"force_sort_within_sections": True, "profile": "black"}]

    def text(self, source, path, folder, extra):
        import isort
        try:
            settings = {"settings_path": str(folder / path.parent)} if not extra else {"directory": str(folder), **extra}
            return isort.code(source, config=isort.Config(**settings), file_path=folder / path)
        except Exception:  # whatever isort cannot read is not its business
            return None

    def stable(self, trees, files):
        found = {}
        for name in files:
            text = read(trees.before / name)
            for extra in self.PROFILES[:1] if trees.settings[name] else self.PROFILES:
                if text is not None and self.text(text, Path(name), trees.before, extra) == text:
                    found[name] = extra
                    break
        return found

    def after(self, trees, options):
        return {name: (self.text(read(trees.after / name), Path(name), trees.after, extra) or "").encode()
                for name, extra in options.items()}


class UnsortedImports:
    name = "ruff I001"
    of_imports = True

    def found(self, folder, files):
        found = set()
        for start in range(0, len(files), 500):
            command = [tool("ruff"), "check", "--select", "I001", "--no-cache", "--output-format", "json", "--force-exclude"]
            for extra in ([], ["--isolated"]):
                done = subprocess.run([*command, *extra, *files[start:start + 500]], cwd=folder, capture_output=True)
                if done.returncode in (0, 1):
                    break
            for entry in json.loads(done.stdout or "[]"):
                found.add(os.path.relpath(entry["filename"], os.path.realpath(folder)))
        return found

    def stable(self, trees, files):
        found = self.found(trees.before, files)
        return {name: None for name in files if name not in found}

    def after(self, trees, options):
        found = self.found(trees.after, list(options))
        return {name: None if name in found else (trees.after / name).read_bytes() for name in options}


class Comparison:
    """What one formatter would change after the fixes in files that it accepted before."""

    def __init__(self, name):
        self.name = name
        self.seen = self.kept = 0
        self.causes = collections.Counter()

    def add(self, trees, options, results, show):
        for name in options:
            self.seen += 1
            text = (trees.after / name).read_bytes()
            if results[name] == text:
                self.kept += 1
                continue
            causes = list(differing(trees, name, text, results[name]))
            self.causes.update({cause for cause, _ in causes} or {"other"})
            if show:
                print(f"{self.name}: {trees.tree / name}")
                for cause, lines in causes:
                    print(f"  {cause}:" + "".join(f"\n    {line}" for line in lines))

    @property
    def share(self):
        return self.kept / self.seen if self.seen else 0

    def __str__(self):
        causes = ", ".join(f"{count} {cause}" for cause, count in self.causes.most_common())
        return f"{self.name}: {self.kept} of {self.seen} files unchanged ({self.share:.1%}); {causes or 'no other'}"


def differing(trees, name, text, wanted):
    """(cause, lines) for each place where a file after the fixes is not what its formatter wants."""
    if wanted is None:
        yield "other", ["the imports are not sorted"]
        return
    original = (trees.before / name).read_text(encoding="utf-8").splitlines()
    lines, wanted = text.decode().splitlines(), wanted.decode().splitlines()
    contents = {line.strip() for line in original}
    for tag, start, end, first, last in difflib.SequenceMatcher(None, lines, wanted, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        here, there = lines[start:end], wanted[first:last]
        kept = all(line.strip() in contents and line not in original for line in here) and here
        longest = max(map(len, here), default=0)
        cause = "indentation" if kept and longest > max(map(len, there), default=0) and longest > 78 else "other"
        yield cause, [f"- {line}" for line in here] + [f"+ {line}" for line in there]


def style_errors(folder, files):
    """(file, code) of pycodestyle's findings, each with its lines."""
    found = collections.defaultdict(list)
    for start in range(0, len(files), 500):
        command = [tool("pycodestyle"), f"--select={','.join(CODES)}", "--max-line-length=1000",
                   "--format=%(path)s\t%(row)d\t%(code)s", *files[start:start + 500]]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace")
        for line in done.stdout.splitlines():
            path, row, code = line.split("\t")
            found[os.path.normpath(path), code].append(int(row))
    return found


class Run:
    def __init__(self, options):
        self.options = options
        self.comparisons = {kind.name: Comparison(kind.name) for kind in (Ruff, Black, Isort, UnsortedImports)}
        self.files = 0
        self.errors = collections.Counter()

    def tree(self, tree):
        with tempfile.TemporaryDirectory(prefix="formatting-") as scratch:
            trees = Trees(self.options.redline, tree, self.options.only or [], Path(scratch), self.options.format_first)
            trees.settings = {name: settings_of(trees.tree / name, trees.tree.parent) for name in trees.files}
            self.files += len(trees.files)
            importing = [name for name in trees.files if imports(trees.before / name) != imports(trees.after / name)]
            for kind in (Ruff(), Black(), Isort(), UnsortedImports()):
                options = kind.stable(trees, importing if kind.of_imports else trees.files)
                self.comparisons[kind.name].add(trees, options, kind.after(trees, options), self.options.show)
            if trees.files:
                self.compare_style(trees)

    def compare_style(self, trees):
        before, after = (style_errors(folder, trees.files) for folder in (trees.before, trees.after))
        for (name, code), rows in sorted(after.items()):
            more = len(rows) - len(before.get((name, code), []))
            if more <= 0:
                continue
            self.errors[code] += more
            if self.options.show:
                print(f"{code}: {trees.tree / name}")
                self.show_new(trees, name, rows)

    def show_new(self, trees, name, rows):
        """The places that are not in the original, with a line before and after each."""
        original = set((trees.before / name).read_text(encoding="utf-8", errors="replace").splitlines())
        lines = (trees.after / name).read_text(encoding="utf-8", errors="replace").splitlines() + ["", ""]
        for row in rows:
            if not original.issuperset(lines[max(0, row - 2):row]):
                print("".join(f"    {number}: {lines[number - 1]}\n" for number in range(max(1, row - 1), row + 2)), end="")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("redline")
    parser.add_argument("trees", nargs="+")
    parser.add_argument("--only", action="append", help="run only this codemod; may be repeated")
    parser.add_argument("--show", action="store_true", help="print each place that a formatter would change")
    parser.add_argument("--format-first", action="store_true", help="format the files with fixes before, for more of them")
    parser.add_argument("--least", type=int, default=20, help="fail if a formatter accepted fewer files than these before")
    options = parser.parse_args()
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *TOOLS], check=True)
    run = Run(options)
    for tree in options.trees:
        run.tree(tree)
    print(f"{run.files} files with fixes in {len(options.trees)} trees")
    failures = []
    for comparison in run.comparisons.values():
        print(comparison)
        if comparison.seen < options.least:
            failures.append(f"{comparison.name} accepted only {comparison.seen} files before the fixes")
        elif comparison.share < SHARE:
            failures.append(f"{comparison.name}: {comparison.share:.1%} unchanged")
    print("pycodestyle: " + (", ".join(f"{count} more {code}" for code, count in sorted(run.errors.items())) or "nothing new"))
    if run.errors:
        failures.append("pycodestyle finds more than before")
    sys.exit("; ".join(failures) if failures else 0)


if __name__ == "__main__":
    main()
