"""`pyproject.toml`: which one counts, and errors when it cannot be read or understood."""

import json
import os

from cases import add, case
from repository import FALLBACK, FIXED, LEAK

SECTION = b"[tool.redline]\n"
EXCLUDE_A = SECTION + b'exclude = ["a.py"]\n'

# Content that is an error wherever it counts.
BROKEN = {
    "not UTF-8": b'# \xe9\n[tool.redline]\nexclude = ["a.py"]\n',
    "UTF-16": '[tool.redline]\nexclude = ["a.py"]\n'.encode("utf-16"),
    "broken TOML": b"[tool.redline\n",
    "a string without end": SECTION + b'exclude = ["a.py\n',
    "a key twice": SECTION + b'exclude = ["a.py"]\nexclude = []\n',
    "zero bytes": SECTION + b"\0\n",
    "redline = 3": b"[tool]\nredline = 3\n",
    "a list of tables": b"[[tool.redline]]\nexclude = ['a.py']\n",
    "tool = 3": b"tool = 3\n",
    "select is a string": SECTION + b'select = "context-managed-files"\n',
    "select of numbers": SECTION + b"select = [1]\n",
    "ignore is a table": SECTION + b"ignore = {a = 1}\n",
    "exclude is a number": SECTION + b"exclude = 3\n",
    "exclude of lists": SECTION + b'exclude = [["a.py"]]\n',
    "extend-exclude is a string": SECTION + b'extend-exclude = "a.py"\n',
    "force-exclude is a string": SECTION + b'force-exclude = "yes"\n',
    "level is a number": SECTION + b"level = 1\n",
    "an unknown level": SECTION + b'level = "bold"\n',
    "per-path-ignores is a list": SECTION + b'per-path-ignores = ["a.py"]\n',
    "per-path-ignores of strings": SECTION + b'per-path-ignores = {"a.py" = "context-managed-files"}\n',
    "session-factory is a list": SECTION + b'[tool.redline.id-passing-background-tasks]\nsession-factory = ["a:b"]\n',
    "session-factory is not an object": SECTION + b'[tool.redline.id-passing-background-tasks]\nsession-factory = "a b"\n',
    "session-factory is '...:X'": SECTION + b'[tool.redline.id-passing-background-tasks]\nsession-factory = "...:X"\n',
    "session-factory is '.a:X'": SECTION + b'[tool.redline.id-passing-background-tasks]\nsession-factory = ".a:X"\n',
    "session-factory is 'a..b:X'": SECTION + b'[tool.redline.id-passing-background-tasks]\nsession-factory = "a..b:X"\n',
    "session-factory is '1a:X'": SECTION + b'[tool.redline.id-passing-background-tasks]\nsession-factory = "1a:X"\n',
    "an unknown setting of a codemod": SECTION + b"[tool.redline.context-managed-files]\nstrict = true\n",
    "an unknown key": SECTION + b'excludes = ["a.py"]\n',
    "an unknown table": SECTION + b"[tool.redline.nothing]\na = 1\n",
    "an unknown codemod": SECTION + b'select = ["nothing"]\n',
    "an unknown codemod for paths": SECTION + b'per-path-ignores = {"a.py" = ["nothing"]}\n',
}
COMMANDS = {"preview": ["preview"], "preview --rev": ["preview", "--rev", "HEAD"], "apply --in-place": ["apply", "--in-place"],
            "apply --branch": ["apply", "--branch", "fixes"]}
EVERYWHERE = ("not UTF-8", "UTF-16", "broken TOML", "redline = 3", "a list of tables", "an unknown key", "exclude is a number")


def one_line(run, box):
    lines = [line for line in run.err.split(b"\n") if b"error" in line]
    is_one = len(lines) == 1 and b"pyproject.toml" in lines[0]
    box.expect(is_one, "one line 'redline: error: … pyproject.toml …'", run.err[:200])


def broken(box, content, arguments):
    box.repository({"a.py": LEAK, "pyproject.toml": content})
    run = box.redline(*arguments, exits=2)
    box.expect(not run.out, "nothing on standard output", run.out[:100])
    one_line(run, box)


for label, content in BROKEN.items():
    for command, arguments in COMMANDS.items():
        if command == "preview" or label in EVERYWHERE:
            add("configuration", f"{label}: {command}", broken, content, arguments)


def unreadable(box, arguments):
    box.repository({"a.py": LEAK, "pyproject.toml": EXCLUDE_A})
    os.chmod(box.path("r/pyproject.toml"), 0)
    one_line(box.redline(*arguments, exits=2, plain=True), box)


def a_folder(box, arguments):
    box.repository({"a.py": LEAK, "pyproject.toml/x": b""})
    one_line(box.redline(*arguments, exits=2), box)


def a_pipe(box, arguments):
    box.repository()
    os.mkfifo(box.path("r/pyproject.toml"))
    one_line(box.redline(*arguments, exits=2), box)


def dangling(box, arguments):
    box.repository()
    box.link("nowhere.toml", "r/pyproject.toml")
    one_line(box.redline(*arguments, exits=2), box)


UNUSABLE = {"unreadable": unreadable, "a folder": a_folder, "a FIFO": a_pipe, "a link to nothing": dangling}
for command in ("preview", "apply --in-place"):
    for label, body in UNUSABLE.items():
        add("configuration", f"{label}: {command}", body, COMMANDS[command])


@case("configuration", "broken, outside of git")
def broken_outside(box):
    box.write("plain/a.py")
    box.write("plain/pyproject.toml", b"[tool.redline\n")
    one_line(box.redline("preview", at="plain", exits=2), box)


@case("configuration", "broken, for standard input")
def broken_for_input(box):
    box.repository({"pyproject.toml": b"[tool.redline\n"})
    one_line(box.redline("preview", "-", stdin=LEAK, exits=2), box)


# MARK: Fine content

FINE = {"a byte order mark": b"\xef\xbb\xbf" + EXCLUDE_A,
        "Windows lines": EXCLUDE_A.replace(b"\n", b"\r\n"),
        "a dotted key": b'tool.redline.exclude = ["a.py"]\n', "an inline table": b'[tool]\nredline = {exclude = ["a.py"]}\n',
        "quoted keys": b'["tool"."redline"]\n"exclude" = ["a.py"]\n',
        "keys of other tools": b"[tool.other]\nlevel = 1\n" + EXCLUDE_A}


def fine(box, content):
    box.repository({"a.py": LEAK, "b.py": LEAK, "pyproject.toml": content})
    box.redline("apply", "--in-place", files={"r/b.py": FIXED})


for label, content in FINE.items():
    add("configuration", f"taken: {label}", fine, content)


# MARK: Which one counts

def counts(box, files, arguments, fixed, at="r"):
    box.repository({path: content if isinstance(content, bytes) else LEAK for path, content in files.items()})
    box.redline("apply", "--in-place", *arguments, at=at, files={f"r/{path}": FIXED for path in fixed})


OTHER_TOOL = b"[tool.black]\nline-length = 100\n"
PLACES = {
    "above the current folder": ({"pyproject.toml": EXCLUDE_A.replace(b"a.py", b"lib/a.py"), "lib/a.py": 1, "lib/b.py": 1}, [],
                                 ["lib/b.py"], "r/lib"),
    "the nearest": ({"pyproject.toml": SECTION + b'exclude = ["b.py"]\n', "lib/pyproject.toml": EXCLUDE_A, "lib/a.py": 1,
                     "lib/b.py": 1}, ["lib"], ["lib/b.py"], "r"),
    "the nearest with a section": ({"pyproject.toml": SECTION + b'exclude = ["lib/a.py"]\n', "lib/pyproject.toml": OTHER_TOOL,
                                    "lib/a.py": 1, "lib/b.py": 1}, ["lib"], ["lib/b.py"], "r"),
    "of the common folder, not of the first path": ({"x/pyproject.toml": SECTION + b'exclude = ["*.py"]\n', "x/a.py": 1,
                                                     "y/a.py": 1}, ["x", "y"], ["x/a.py", "y/a.py"], "r"),
    "of the path, not of the current folder": ({"x/pyproject.toml": EXCLUDE_A, "x/a.py": 1, "x/b.py": 1, "y/a.py": 1}, ["../x"],
                                               ["x/b.py"], "r/y"),
    "of the folder of the one file": ({"x/pyproject.toml": SECTION + b'ignore = ["context-managed-files"]\n', "x/a.py": 1},
                                      ["x/a.py"], [], "r"),
    "not one below": ({"x/pyproject.toml": EXCLUDE_A, "x/a.py": 1}, [], ["x/a.py"], "r"),
}
for label, row in PLACES.items():
    add("configuration", f"which: {label}", counts, *row)


@case("configuration", "which: not one above the repository")
def above_repository(box):
    box.write("pyproject.toml", SECTION + b'ignore = ["context-managed-files"]\n')
    box.repository()
    box.redline("apply", "--in-place", files={"r/a.py": FIXED})


@case("configuration", "which: apply --branch looks where preview looks")
def branch_in_subfolder(box):
    box.repository({"svc/pyproject.toml": EXCLUDE_A, "svc/a.py": LEAK, "svc/b.py": LEAK})
    box.redline("apply", "--branch", "fixes", "svc", branch=("r", "fixes"))
    box.check_branch("fixes", {"svc/b.py": FIXED})
    run = box.redline("preview", "--rev", "HEAD", "svc", exits=1)
    box.check_patch(run.out, {"svc/b.py": FIXED})


# MARK: The commit's and the working tree's

def differing(box, committed, here):
    files = {"a.py": LEAK, "b.py": LEAK}
    box.repository(files | ({"pyproject.toml": committed} if committed else {}))
    if here:
        box.write("r/pyproject.toml", here)
    elif committed:
        os.remove(box.path("r/pyproject.toml"))


EXCLUDE_B = EXCLUDE_A.replace(b"a.py", b"b.py")
SIDES = {"both": (EXCLUDE_A, EXCLUDE_B, ["b.py"], ["a.py"]), "the commit only": (EXCLUDE_A, None, ["b.py"], ["a.py", "b.py"]),
         "the working tree only": (None, EXCLUDE_A, ["a.py", "b.py"], ["b.py"])}


def of_commit(box, committed, here, in_commit, in_tree):
    differing(box, committed, here)
    box.redline("apply", "--branch", "fixes", branch=("r", "fixes"), says="pyproject.toml")
    box.check_branch("fixes", {path: FIXED for path in in_commit})


def of_revision(box, committed, here, in_commit, in_tree):
    differing(box, committed, here)
    run = box.redline("preview", "--rev", "HEAD", exits=1, says="pyproject.toml")
    box.check_patch(run.out, {path: FIXED for path in in_commit})


def of_tree(box, committed, here, in_commit, in_tree):
    differing(box, committed, here)
    run = box.redline("preview", exits=1)
    box.check_patch(run.out, {path: FIXED for path in in_tree})


for label, row in SIDES.items():
    add("configuration", f"different in commit and working tree, {label}: apply --branch", of_commit, *row)
    add("configuration", f"different in commit and working tree, {label}: preview --rev", of_revision, *row)
    add("configuration", f"different in commit and working tree, {label}: preview", of_tree, *row)


@case("configuration", "the same in commit and working tree: no note")
def same(box):
    box.repository({"a.py": LEAK, "b.py": LEAK, "pyproject.toml": EXCLUDE_A})
    box.redline("preview", "--rev", "HEAD", exits=1, silent="pyproject.toml")


# MARK: Which one it was

@case("configuration", "--verbose names it")
def verbose(box):
    box.repository({"lib/a.py": FALLBACK, "lib/pyproject.toml": SECTION})
    box.redline("preview", "--verbose", "lib", exits=1, says="lib/pyproject.toml")
    box.redline("apply", "--in-place", "--verbose", "lib", says="lib/pyproject.toml")
    box.redline("apply", "--branch", "fixes", "--verbose", "lib", says="lib/pyproject.toml", branch=("r", "fixes"))


@case("configuration", "--verbose when there is none")
def verbose_without(box):
    box.repository()
    box.redline("preview", "--verbose", exits=1, says="configuration")


@case("configuration", "JSON names it")
def in_json(box):
    box.repository({"a.py": LEAK, "pyproject.toml": SECTION})
    run = box.redline("preview", "--format", "json", exits=1)
    about = json.loads(run.out or b"{}").get("configuration")
    box.expect("pyproject.toml" in json.dumps(about), "'configuration' with pyproject.toml", about)
