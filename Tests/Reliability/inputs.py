"""Standard input, the current folder and lists that cannot be read: one line on standard error, exit code 2, no loop."""

import os

from cases import add, case
from repository import FIXED, LEAK

# MARK: `-`

SOURCES = {"closed": 'exec "$@" <&-', "a folder": 'exec "$@" < .', "endless": 'exec "$@" < /dev/zero',
           "endless lines": 'yes "x = 1" | "$@"', "write-only": 'exec "$@" 0> /dev/null'}


def broken_input(box, script, *options):
    box.repository()
    # No more memory than the largest file that is read could need.
    run = box.redline("preview", "-", *options, shell="ulimit -v 6000000; " + script, exits=2)
    box.expect(not run.out, "nothing on standard output", run.out[:100])
    lines = [line for line in run.err.split(b"\n") if b"error" in line]
    box.expect(len(lines) == 1, "one line with an error", run.err[:200])


for label, script in SOURCES.items():
    add("input faults", f"'-' is {label}", broken_input, script)
    if label in ("closed", "a folder"):
        add("input faults", f"'-' is {label}, JSON", broken_input, script, "--format", "json")

TEXTS = {"empty": (b"", 0), "a leak": (LEAK, 1), "fixed": (FIXED, 0), "not UTF-8": (b"# \xe9\nopen(p)\n", 2),
         "a syntax error": (b"def f(:\n    open(p)\n", 2), "zero bytes": (b"open(p)\0\n", 2), "no last newline": (LEAK[:-1], 1),
         "a byte order mark": (b"\xef\xbb\xbf" + LEAK, 1), "Windows lines": (LEAK.replace(b"\n", b"\r\n"), 1)}


def text_input(box, text, code, *options):
    box.repository()
    box.redline("preview", "-", *options, stdin=text, exits=code)


for label, row in TEXTS.items():
    add("input faults", f"'-' has {label}", text_input, *row)


@case("input faults", "--stdin-filename names the patch")
def stdin_filename(box):
    box.repository({"lib/a.py": LEAK})
    run = box.redline("preview", "-", "--stdin-filename", "lib/a.py", stdin=LEAK, exits=1)
    box.check_patch(run.out, {"lib/a.py": FIXED})


@case("input faults", "--stdin-filename with a name that is not UTF-8")
def stdin_filename_bytes(box):
    box.repository({b"\xe9.py": LEAK})
    run = box.redline("preview", "-", "--stdin-filename", b"\xe9.py", stdin=LEAK, exits=1)
    box.check_patch(run.out, {b"\xe9.py": FIXED})


@case("input faults", "--stdin-filename names a file that is not there")
def stdin_new_file(box):
    box.repository()
    box.redline("preview", "-", "--stdin-filename", "new.py", stdin=LEAK, exits=1, prints="new.py")


@case("input faults", "--stdin-filename without '-'")
def stdin_filename_alone(box):
    box.repository()
    box.redline("preview", "--stdin-filename", "a.py", exits=2)


@case("input faults", "--stdin-filename: per-path-ignores hold")
def stdin_ignored(box):
    text = b'[tool.redline.per-path-ignores]\n"tests/*" = ["context-managed-files"]\n'
    box.repository({"tests/a.py": LEAK, "pyproject.toml": text})
    box.redline("preview", "-", "--stdin-filename", "tests/a.py", stdin=LEAK, exits=0)


@case("input faults", "'-' beside a path")
def dash_and_path(box):
    box.repository()
    box.redline("preview", "-", "a.py", stdin=LEAK, exits=2)


def other_command(box, *command):
    box.repository()
    box.redline(*command, "-", stdin=LEAK, exits=2)


add("input faults", "'-' for apply --in-place", other_command, "apply", "--in-place")
add("input faults", "'-' for apply --branch", other_command, "apply", "--branch", "fixes")


# MARK: Closed standard input, for commands that do not read it

def unused_input(box, arguments, code, changes):
    box.repository()
    box.redline(*arguments, shell='exec "$@" <&-', exits=code, **changes)


add("input faults", "standard input closed: preview", unused_input, ["preview"], 1, {})
add("input faults", "standard input closed: apply --in-place", unused_input, ["apply", "--in-place"], 0,
    {"files": {"r/a.py": FIXED}})
add("input faults", "standard input closed: apply --branch", unused_input, ["apply", "--branch", "fixes"], 0,
    {"branch": ("r", "fixes")})


# MARK: The current folder

COMMANDS = {"preview": ["preview"], "preview '.'": ["preview", "."], "preview a.py": ["preview", "a.py"],
            "preview '-'": ["preview", "-"], "preview --rev": ["preview", "--rev", "HEAD"],
            "apply --in-place": ["apply", "--in-place"], "apply --branch": ["apply", "--branch", "fixes"],
            "ignore": ["ignore"], "list": ["preview", "--files-from", "-"]}


DELETED = 'mkdir ../doomed && cd ../doomed && rmdir ../doomed && exec "$@"'


def deleted_folder(box, label):
    """Standard input can do without a folder, everything else is an error."""
    box.repository()
    source = {"list": b"a.py\n", "preview '-'": LEAK}.get(label, b"")
    box.redline(*COMMANDS[label], shell=DELETED, stdin=source, exits=(1, 2) if label == "preview '-'" else 2)


for label in COMMANDS:
    add("input faults", f"deleted current folder: {label}", deleted_folder, label)


@case("input faults", "deleted current folder, absolute path")
def deleted_folder_absolute(box):
    box.repository()
    box.redline("preview", box.path("r/a.py"), shell=DELETED, exits=(1, 2))


def unreadable_folder(box, arguments):
    """The current folder can be entered but not listed."""
    box.repository()
    box.write("r/shut/b.py")
    os.chmod(box.path("r/shut"), 0o311)
    box.redline(*arguments, at="r/shut", exits=2, plain=True, says="error: .: cannot read the folder")


def unreadable_above(box, arguments):
    """A folder above the current one can be entered but not listed: that hinders nobody."""
    box.repository(at="shut/r")
    os.chmod(box.path("shut"), 0o311)
    box.redline(*arguments, at="shut/r", exits=1, plain=True)


add("input faults", "current folder that cannot be listed: preview", unreadable_folder, ["preview"])
add("input faults", "current folder that cannot be listed: apply --in-place", unreadable_folder, ["apply", "--in-place"])
add("input faults", "folder above that cannot be listed: preview", unreadable_above, ["preview"])
add("input faults", "folder above that cannot be listed: preview --rev", unreadable_above, ["preview", "--rev", "HEAD"])


# MARK: Arguments

ARGUMENTS = {"an empty path": ["preview", ""], "an empty path among others": ["preview", "a.py", ""],
             "no such file": ["preview", "nowhere.py"], "no such folder": ["preview", "nowhere/"],
             "a file as folder": ["preview", "a.py/b.py"], "a path too long": ["preview", "x/" * 3000],
             "a name too long": ["preview", "x" * 300 + ".py"], "--threads 0": ["preview", "--threads", "0"],
             "--threads -1": ["preview", "--threads=-1"], "no such revision": ["preview", "--rev", "nowhere"],
             "an empty revision": ["preview", "--rev", ""], "no such codemod": ["preview", "--only", "nothing"],
             "no such path in place": ["apply", "--in-place", "a.py", "nowhere.py"],
             "no such path for a branch": ["apply", "--branch", "fixes", "a.py", "nowhere.py"],
             "no such path in the commit": ["preview", "--rev", "HEAD", "a.py", "nowhere.py"]}


def bad_argument(box, *arguments):
    box.repository()
    box.redline(*arguments, exits=2)
    box.expect(box.runs and box.runs[-1][1].err.strip(), "a message on standard error", "nothing")


for label, arguments in ARGUMENTS.items():
    add("input faults", label, bad_argument, *arguments)
