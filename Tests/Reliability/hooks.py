"""Hooks of the repository: none runs, and those that a commit would run are named."""

import os

from cases import add, case
from repository import FIXED, LEAK

ALARM = b"#!/bin/sh\n: >\"$HOME/ran\"\nexit 1\n"
NOTE = "not run"


def apply(box, *arguments, at="r", **checks):
    run = box.redline("apply", "--branch", "fixes", *arguments, at=at, branch=("r", "fixes"), **checks)
    box.expect(not os.path.exists(box.home + b"/ran"), "no hook runs", "one ran")
    return run


def hooks(box, *names, folder="r/.git/hooks", mode=0o755):
    for name in names:
        box.write(f"{folder}/{name}", ALARM, mode)


def is_alive(box):
    """The situation is what it seems: git itself would run the hook."""
    box.git("commit", "--quiet", "--allow-empty", "--message=x", fails=True)
    box.expect(os.path.exists(box.home + b"/ran"), "git runs the hook", "it does not")
    if os.path.exists(box.home + b"/ran"):
        os.remove(box.home + b"/ran")


def named(box, *names, says=None, arguments=()):
    box.repository()
    hooks(box, *names)
    run = apply(box, *arguments)
    box.check_branch("fixes", {"a.py": FIXED})
    lines = [line for line in run.everything.split(b"\n") if NOTE.encode() in line]
    box.expect(len(lines) == 1 and says.encode() in lines[0], f"one line with '{says}'", lines)
    box.expect(b"--verify" in lines[0] if lines else False, "--verify in it", lines)
    is_alive(box)


for name in ("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "reference-transaction"):
    add("hooks", name, named, name, says=f"hook {name} was not run")
add("hooks", "two, in the order in which git runs them", named, "commit-msg", "pre-commit", "pre-push",
    says="hooks pre-commit, commit-msg were not run")


def unnamed(box, build, at="r"):
    box.repository()
    build(box)
    apply(box, at=at, silent=NOTE)
    box.check_branch("fixes", {"a.py": FIXED})


UNNAMED = {
    "none": lambda box: None,
    "samples only": lambda box: hooks(box, "pre-commit.sample", "commit-msg.sample"),
    "not executable": lambda box: hooks(box, "pre-commit", mode=0o644),
    "hooks that no commit runs": lambda box: hooks(box, "pre-push", "post-merge", "post-rewrite", "update"),
    "a folder of that name": lambda box: os.makedirs(box.path("r/.git/hooks/pre-commit")),
    "core.hooksPath leads elsewhere": lambda box: (hooks(box, "pre-commit"), box.git("config", "core.hooksPath", "../none")),
    "core.hooksPath is /dev/null": lambda box: (hooks(box, "pre-commit"), box.git("config", "core.hooksPath", "/dev/null")),
    "core.hooksPath is empty": lambda box: (hooks(box, "pre-commit"), box.git("config", "core.hooksPath", "")),
}
for label, build in UNNAMED.items():
    add("hooks", f"no line: {label}", unnamed, build)


def configured(box, value, folder, at="r"):
    box.repository({"lib/a.py": LEAK})
    hooks(box, "pre-commit", folder=folder.replace("HOME", "../" + os.path.basename(os.fsdecode(box.home))))
    box.git("config", "core.hooksPath", value.replace("ROOT", os.fsdecode(box.root)))
    apply(box, at=at, prints="hook pre-commit was not run")
    is_alive(box)


PATHS = {"absolute": ("ROOT/own hooks", "own hooks"), "relative to the root of the working tree": (".githooks", "r/.githooks"),
         "relative, seen from a subfolder": (".githooks", "r/.githooks", "r/lib"), "~/…": ("~/hooks", "HOME/hooks"),
         "with '..'": ("../shared", "shared")}
for label, row in PATHS.items():
    add("hooks", f"core.hooksPath: {label}", configured, *row)


@case("hooks", "a linked working tree has the repository's hooks")
def linked(box):
    box.repository()
    hooks(box, "pre-commit")
    box.git("worktree", "add", "--quiet", "../tree")
    apply(box, at="tree", prints="hook pre-commit was not run")


@case("hooks", "a relative core.hooksPath in a linked working tree")
def linked_relative(box):
    box.repository({"a.py": LEAK, ".githooks/pre-commit": ALARM}, commit=False)
    os.chmod(box.path("r/.githooks/pre-commit"), 0o755)
    box.commit()
    box.git("config", "core.hooksPath", ".githooks")
    box.git("worktree", "add", "--quiet", "../tree")
    os.remove(box.path("r/.githooks/pre-commit"))
    apply(box, at="tree", prints="hook pre-commit was not run")


@case("hooks", "--quiet says nothing")
def quiet(box):
    box.repository()
    hooks(box, "pre-commit")
    apply(box, "--quiet", silent=NOTE)


@case("hooks", "--dry-run says nothing: nothing was written")
def dry_run(box):
    box.repository()
    hooks(box, "pre-commit")
    box.redline("apply", "--branch", "fixes", "--dry-run", silent=NOTE)


@case("hooks", "nothing to fix: no line")
def nothing(box):
    box.repository({"a.py": FIXED})
    hooks(box, "pre-commit")
    box.redline("apply", "--branch", "fixes", silent=NOTE)


@case("hooks", "in place: no line, nothing is committed")
def in_place(box):
    box.repository()
    hooks(box, "pre-commit")
    box.redline("apply", "--in-place", files={"r/a.py": FIXED}, silent=NOTE)


@case("hooks", "--verify: no advice to use it")
def verify(box):
    box.repository()
    hooks(box, "pre-commit")
    apply(box, "--verify", "true", prints="hook pre-commit was not run", silent="--verify COMMAND")


@case("hooks", "core.hooksPath without a value is refused")
def without_value(box):
    box.repository()
    box.write("r/.git/config", box.read("r/.git/config") + b"[core]\n\thooksPath\n")
    box.redline("apply", "--branch", "fixes", exits=2, says="core.hookspath")
