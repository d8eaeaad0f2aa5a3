"""Folders that are left out, patterns in the configuration, and files that are too large."""

import json
import os

from cases import add, case
from repository import FIXED, LEAK

SECTION = b"[tool.redline]\n"
ALWAYS = ("node_modules", "site-packages", ".venv", ".tox", ".nox", ".hg", ".eggs", "__pycache__", ".mypy_cache")
UNTRACKED = ("venv", "env", "build", "dist")


def in_place(box, *arguments, fixed, at="r", **options):
    box.redline("apply", "--in-place", *arguments, at=at, files={f"{at}/{path}": FIXED for path in fixed}, **options)


def branch(box, *arguments, fixed, **options):
    box.redline("apply", "--branch", "fixes", *arguments, branch=("r", "fixes") if fixed else None, **options)
    if fixed:
        box.check_branch("fixes", {path: FIXED for path in fixed})


def with_section(text, *paths):
    return {path: LEAK for path in paths} | {"pyproject.toml": SECTION + text}


# MARK: Folders that are always left out

def tracked(box, name):
    box.repository({"a.py": LEAK, f"{name}/b.py": LEAK, f"lib/{name}/deep/c.py": LEAK})
    in_place(box, fixed=["a.py"])


def committed(box, name):
    box.repository({"a.py": LEAK, f"{name}/b.py": LEAK, f"lib/{name}/deep/c.py": LEAK})
    branch(box, fixed=["a.py"])


def outside(box, name):
    for path in ("a.py", f"{name}/b.py", f"lib/{name}/deep/c.py"):
        box.write(f"plain/{path}")
    in_place(box, at="plain", fixed=["a.py"])


def untracked(box, name):
    box.repository()
    box.write(f"r/{name}/b.py")
    run = box.redline("preview", exits=1, prints="a.py")
    box.expect(b"b.py" not in run.out, f"{name} left out", run.out[:200])


def named(box, name):
    box.repository({"a.py": LEAK, f"{name}/b.py": LEAK, f"{name}/deep/c.py": LEAK})
    in_place(box, name, fixed=[f"{name}/b.py", f"{name}/deep/c.py"])


def named_file(box, name):
    box.repository({"a.py": LEAK, f"{name}/b.py": LEAK, f"{name}/c.py": LEAK})
    in_place(box, f"{name}/b.py", fixed=[f"{name}/b.py"])


def named_outside(box, name):
    for path in (f"{name}/b.py", f"{name}/deep/c.py"):
        box.write(f"plain/{path}")
    in_place(box, name, at="plain", fixed=[f"{name}/b.py", f"{name}/deep/c.py"])


for name in ALWAYS:
    add("excluded folders", f"{name}, tracked", tracked, name)
    add("excluded folders", f"{name}, outside of git", outside, name)
for name in ("node_modules", ".venv"):
    add("excluded folders", f"{name}, in a commit", committed, name)
    add("excluded folders", f"{name}, untracked", untracked, name)
    add("excluded folders", f"{name}, named", named, name)
    add("excluded folders", f"{name}, a file in it is named", named_file, name)
    add("excluded folders", f"{name}, named outside of git", named_outside, name)


# MARK: Folders that are left out if git does not track them

def kept_if_tracked(box, name):
    box.repository({"a.py": LEAK, f"{name}/b.py": LEAK})
    in_place(box, fixed=["a.py", f"{name}/b.py"])


def kept_in_commit(box, name):
    box.repository({"a.py": LEAK, f"{name}/b.py": LEAK})
    branch(box, fixed=["a.py", f"{name}/b.py"])


def environment(box, is_tracked):
    """A virtual environment by another name: it has pyvenv.cfg."""
    box.repository({"a.py": LEAK})
    for path in ("tools/pyvenv.cfg", "tools/lib/b.py"):
        box.write(f"r/{path}")
    if is_tracked:
        box.commit()
        in_place(box, fixed=["a.py", "tools/lib/b.py"])
    else:
        in_place(box, fixed=["a.py"])


for name in UNTRACKED:
    add("excluded folders", f"{name}, untracked", untracked, name)
    add("excluded folders", f"{name}, tracked", kept_if_tracked, name)
    add("excluded folders", f"{name}, outside of git", outside, name)
add("excluded folders", "build, in a commit", kept_in_commit, "build")
add("excluded folders", "pyvenv.cfg, untracked", environment, False)
add("excluded folders", "pyvenv.cfg, tracked", environment, True)


@case("excluded folders", ".git of a repository in a plain folder")
def hooks(box):
    box.repository({"a.py": LEAK}, at="plain/r")
    box.write("plain/r/.git/hooks/b.py")
    box.redline("apply", "--in-place", at="plain", files={"plain/r/a.py": FIXED})


@case("excluded folders", "pyvenv.cfg, outside of git")
def environment_outside(box):
    for path in ("a.py", "tools/pyvenv.cfg", "tools/lib/b.py"):
        box.write(f"plain/{path}")
    in_place(box, at="plain", fixed=["a.py"])


@case("excluded folders", "the current folder lies in one")
def current(box):
    box.repository({"a.py": LEAK, "node_modules/x/b.py": LEAK})
    box.redline("apply", "--in-place", ".", at="r/node_modules/x", files={"r/node_modules/x/b.py": FIXED})


@case("excluded folders", "a file of that name")
def file_of_that_name(box):
    box.repository({"build.py": LEAK, "node_modules.py": LEAK, "dist.py/a.py": LEAK, "rebuild/a.py": LEAK})
    in_place(box, fixed=["build.py", "node_modules.py", "dist.py/a.py", "rebuild/a.py"])


# MARK: Patterns

EXCLUDES = {
    "a file": (b'exclude = ["b.py"]\n', ["b.py", "lib/sub/b.py"]),
    "a folder": (b'exclude = ["lib"]\n', ["lib/a.py", "lib/sub/b.py"]),
    "a leading ./": (b'exclude = ["./lib"]\n', ["lib/a.py", "lib/sub/b.py"]),
    "a last slash": (b'exclude = ["lib/"]\n', ["lib/a.py", "lib/sub/b.py"]),
    "a path": (b'exclude = ["lib/sub"]\n', ["lib/sub/b.py"]), "a star": (b'exclude = ["*_pb2.py"]\n', ["x_pb2.py"]),
    "a path with a star": (b'exclude = ["lib/*"]\n', ["lib/a.py", "lib/sub/b.py"]), "nothing": (b"exclude = []\n", []),
    "extend-exclude": (b'extend-exclude = ["lib"]\n', ["lib/a.py", "lib/sub/b.py"]),
    "exclude and extend-exclude": (b'exclude = ["b.py"]\nextend-exclude = ["x_pb2.py"]\n',
                                   ["b.py", "lib/sub/b.py", "x_pb2.py"]),
}
PATHS = ["b.py", "lib/a.py", "lib/sub/b.py", "x_pb2.py"]


def excluded(box, section, left_out, write):
    box.repository(with_section(section, *PATHS))
    write(box, fixed=[path for path in PATHS if path not in left_out])


for label, (section, left_out) in EXCLUDES.items():
    add("excluded paths", f"{label}: apply --in-place", excluded, section, left_out, in_place)
    add("excluded paths", f"{label}: apply --branch", excluded, section, left_out, branch)


@case("excluded paths", "exclude replaces the folders that are left out otherwise")
def replaces(box):
    box.repository(with_section(b'exclude = ["lib"]\n', "a.py", "lib/b.py", "node_modules/c.py"))
    in_place(box, fixed=["a.py", "node_modules/c.py"])


@case("excluded paths", "extend-exclude adds to them")
def adds(box):
    box.repository(with_section(b'extend-exclude = ["lib"]\n', "a.py", "lib/b.py", "node_modules/c.py"))
    in_place(box, fixed=["a.py"])


@case("excluded paths", "patterns are relative to the folder of pyproject.toml")
def relative(box):
    box.repository({"svc/pyproject.toml": SECTION + b'exclude = ["gen/*"]\n', "svc/gen/a.py": LEAK, "svc/b.py": LEAK})
    in_place(box, "svc", fixed=["svc/b.py"])


@case("excluded paths", "patterns hold from a subfolder")
def from_subfolder(box):
    box.repository(with_section(b'exclude = ["lib/gen"]\n', "lib/gen/a.py", "lib/b.py"))
    box.redline("apply", "--in-place", at="r/lib", files={"r/lib/b.py": FIXED})


@case("excluded paths", "composed and decomposed names are two")
def two_names(box):
    box.repository(with_section('exclude = ["\u00e9.py"]\n'.encode(), "\u00e9.py", "e\u0301.py"))
    in_place(box, fixed=["e\u0301.py"])


FORCED = {"named": ([], b"", ["b.py"]), "force-exclude": ([], b"force-exclude = true\n", []), "--force-exclude":
          (["--force-exclude"], b"", []), "force-exclude = false": ([], b"force-exclude = false\n", ["b.py"])}


def forced(box, options, section, fixed, write, *source):
    box.repository(with_section(b'exclude = ["b.py"]\n' + section, "a.py", "b.py"))
    write(box, *options, *(source or ["b.py"]), fixed=fixed, **({"stdin": b"b.py\n"} if source else {}))


for label, row in FORCED.items():
    add("excluded paths", f"{label}: apply --in-place", forced, *row, in_place)
    add("excluded paths", f"{label}: apply --branch", forced, *row, branch)
    add("excluded paths", f"{label}: in a list", forced, *row, in_place, "--files-from", "-")


@case("excluded paths", "--force-exclude holds for folders that are left out anyway")
def forced_default(box):
    box.repository({"a.py": LEAK, "node_modules/b.py": LEAK})
    in_place(box, "--force-exclude", "a.py", "node_modules/b.py", fixed=["a.py"])


# MARK: per-path-ignores

IGNORES = {
    "a folder with a star": ('"tests/*" = ["context-managed-files"]', ["tests/a.py", "tests/sub/b.py"]),
    "a file": ('"tests/a.py" = ["context-managed-files"]', ["tests/a.py"]),
    "a leading ./": ('"./tests/*" = ["context-managed-files"]', ["tests/a.py", "tests/sub/b.py"]),
    "another codemod": ('"tests/*" = ["fallback-indentation"]', []),
    "two patterns": ('"tests/a.py" = ["context-managed-files"], "c.py" = ["context-managed-files"]', ["tests/a.py", "c.py"]),
    "an empty list": ('"tests/*" = []', []),
}
TESTS = ["c.py", "tests/a.py", "tests/sub/b.py"]


def ignores(box, pattern, left_out, write, *arguments):
    box.repository(with_section(f"per-path-ignores = {{{pattern}}}\n".encode(), *TESTS))
    write(box, *arguments, fixed=[path for path in TESTS if path not in left_out])


for label, row in IGNORES.items():
    add("per-path-ignores", f"{label}: apply --in-place", ignores, *row, in_place)
    add("per-path-ignores", f"{label}: apply --branch", ignores, *row, branch)
add("per-path-ignores", "they hold for named files", ignores, *IGNORES["a file"], in_place, *TESTS)


@case("per-path-ignores", "redline ignore --unused: a suppression for a codemod that does not run on this path")
def unused(box):
    source = LEAK.replace(b"open(p)\n", b"open(p)  # redline: ignore[context-managed-files]\n")
    box.repository({"tests/a.py": source,
                    "pyproject.toml": SECTION + b'per-path-ignores = {"tests/*" = ["context-managed-files"]}\n'})
    box.redline("ignore", "--unused", exits=1, prints="tests/a.py:2:")


@case("per-path-ignores", "JSON has no finding there")
def in_json(box):
    box.repository(with_section(b'per-path-ignores = {"tests/*" = ["context-managed-files"]}\n', *TESTS))
    run = box.redline("preview", "--format", "json", exits=1)
    paths = [finding["path"] for finding in json.loads(run.out or b'{"findings": []}')["findings"]]
    box.expect(paths == ["c.py"], "a finding in c.py", paths)


# MARK: Large files

SIZE = 65 << 20


def large(box, path):
    """Comments only; nothing in it is looked for, so that it is read and not parsed."""
    line = b"# " + b"x" * 1021 + b"\n"
    box.write(path, line * (SIZE // len(line)) + LEAK.replace(b"open", b"opened"))


def sparse(box, path):
    box.write(path, b"")
    os.truncate(box.path(path), SIZE)


@case("large files", "found: skipped and named")
def large_found(box):
    box.repository()
    sparse(box, "r/large.py")
    box.redline("preview", exits=1, says="large.py", prints="a.py")


@case("large files", "named: read")
def large_named(box):
    large(box, "plain/large.py")
    box.redline("preview", "large.py", at="plain", silent="skipped")


@case("large files", "found outside of git: skipped and named")
def large_outside(box):
    box.write("plain/a.py")
    sparse(box, "plain/large.py")
    box.redline("preview", at="plain", exits=1, says="large.py", prints="a.py")


@case("large files", "in a commit: skipped and named")
def large_committed(box):
    box.repository(commit=False)
    sparse(box, "r/large.py")
    box.commit()
    box.redline("preview", "--rev", "HEAD", exits=1, says="large.py", prints="a.py")
