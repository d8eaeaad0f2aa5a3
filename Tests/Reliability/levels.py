"""`--level`: which fixes are made, counted and committed."""

import json

from cases import add, case
from repository import FALLBACK, FALLBACK_FIXED, FIXED, LEAK

BOTH = {"a.py": LEAK, "b.py": FALLBACK}
SAFE, REVIEW = {"a.py": FIXED}, {"a.py": FIXED, "b.py": FALLBACK_FIXED}


def options(level):
    return ["--level", level] if level else []


def preview(box, level, expected, *source):
    box.repository(BOTH)
    run = box.redline("preview", *options(level), *source, exits=1)
    box.check_patch(run.out, expected)


for label, level, expected in (("default", None, REVIEW), ("review", "review", REVIEW), ("safe", "safe", SAFE)):
    add("levels", f"preview, {label}", preview, level, expected)
    add("levels", f"preview --rev, {label}", preview, level, expected, "--rev", "HEAD")


def branch(box, level, expected):
    box.repository(BOTH)
    box.redline("apply", "--branch", "fixes", *options(level), branch=("r", "fixes"))
    box.check_branch("fixes", expected)


def in_place(box, level, expected):
    box.repository(BOTH)
    box.redline("apply", "--in-place", *options(level), files={f"r/{path}": text for path, text in expected.items()})


for label, level, branched, written in (("default", None, REVIEW, SAFE), ("review", "review", REVIEW, REVIEW),
                                        ("safe", "safe", SAFE, SAFE)):
    add("levels", f"apply --branch, {label}", branch, level, branched)
    add("levels", f"apply --in-place, {label}", in_place, level, written)


def configured(box, command, level, expected, *arguments):
    box.repository({**BOTH, "pyproject.toml": f'[tool.redline]\nlevel = "{level}"\n'.encode()})
    if command == "preview":
        run = box.redline("preview", *arguments, exits=1)
        box.check_patch(run.out, expected)
    elif command == "branch":
        box.redline("apply", "--branch", "fixes", *arguments, branch=("r", "fixes"))
        box.check_branch("fixes", expected)
    else:
        box.redline("apply", "--in-place", *arguments, files={f"r/{path}": text for path, text in expected.items()})


for command in ("preview", "branch", "in place"):
    for level, other, own, others in (("safe", "review", SAFE, REVIEW), ("review", "safe", REVIEW, SAFE)):
        add("levels", f"configured as {level}, {command}", configured, command, level, own)
        add("levels", f"configured as {level}, option says {other}, {command}", configured, command, level, others, "--level",
            other)


@case("levels", "only a review fix is left: exit code 0, and the summary says so")
def only_review(box):
    box.repository({"b.py": FALLBACK})
    run = box.redline("preview", "--level", "safe", says="1")
    box.expect(not run.out.strip(), "no patch", run.out)
    box.expect(b"review" in run.err, "a summary that names the level left out", run.err)


@case("levels", "only a review fix is left: apply --in-place writes nothing and says so")
def only_review_in_place(box):
    box.repository({"b.py": FALLBACK})
    box.redline("apply", "--in-place", says="review", silent="fixed ")


@case("levels", "only a review fix is left: apply --branch makes no branch")
def only_review_branch(box):
    box.repository({"b.py": FALLBACK})
    box.redline("apply", "--branch", "fixes", "--level", "safe", says="review")


@case("levels", "JSON leaves them out of the changed files")
def in_json(box):
    box.repository(BOTH)
    run = box.redline("preview", "--level", "safe", "--format", "json", exits=1)
    changed = json.loads(run.out or b"{}").get("changedFiles")
    names = [one["path"] if isinstance(one, dict) else one for one in changed or []]
    box.expect(names == ["a.py"], "changedFiles with a.py only", changed)


@case("levels", "a dirty file with review fixes only does not matter")
def dirty_review(box):
    box.repository(BOTH)
    box.write("r/b.py", FALLBACK + b"# edited\n")
    box.redline("apply", "--in-place", files={"r/a.py": FIXED})


@case("levels", "both levels in one file: the safe fix alone is made")
def in_one_file(box):
    box.repository({"a.py": FALLBACK + b"\n\n" + LEAK})
    box.redline("apply", "--in-place", files={"r/a.py": FALLBACK + b"\n\n" + FIXED})


def unknown(box, *command):
    box.repository(BOTH)
    box.redline(*command, "--level", "bold", exits=2, says="bold")


for command in (("preview",), ("apply", "--in-place"), ("apply", "--branch", "fixes")):
    add("levels", f"unknown level: {' '.join(command[:2])}", unknown, *command)
