"""`--files-from` and `-z`: every kind of source, empty lists, deleted paths."""

import contextlib
import os
import threading

from cases import add, case
from repository import BROKEN, FIXED, LEAK

FILES = {"a.py": LEAK, "b.py": LEAK, "lib/c.py": LEAK, "lib/d.py": LEAK}


def run(box, command, *arguments, fixed=(), exits=0, at="r", **options):
    """One command that must fix exactly the files in `fixed`."""
    if command == "apply --in-place":
        return box.redline("apply", "--in-place", *arguments, at=at, exits=exits,
                           files={f"r/{path}": FIXED for path in fixed}, **options)
    if command == "apply --branch":
        done = box.redline("apply", "--branch", "fixes", *arguments, at=at, exits=exits,
                           branch=("r", "fixes") if fixed else None, **options)
        if fixed:
            box.check_branch("fixes", {path: FIXED for path in fixed})
        return done
    revision = ["--rev", "HEAD"] if command.endswith("--rev") else []
    done = box.redline("preview", *revision, *arguments, at=at, exits=exits or (1 if fixed else 0), **options)
    if fixed:
        box.check_patch(done.out, {path: FIXED for path in fixed})
    else:
        box.expect(not done.out.strip(), "no patch", done.out[:100])
    return done


COMMANDS = ("preview", "preview --rev", "apply --in-place", "apply --branch")


# MARK: Empty lists

EMPTY = {"no bytes": b"", "a newline": b"\n", "empty lines": b"\n\n\n"}


def empty(box, command, content, *options):
    box.repository(FILES)
    run(box, command, "--files-from", "-", *options, stdin=content)


def empty_file(box, command):
    box.repository(FILES)
    box.write("list", b"")
    run(box, command, "--files-from", "../list")


def empty_device(box, command):
    box.repository(FILES)
    run(box, command, "--files-from", "/dev/null")


for command in COMMANDS:
    add("lists", f"empty, standard input: {command}", empty, command, b"")
    add("lists", f"empty, with -z: {command}", empty, command, b"", "-z")
    add("lists", f"empty, a file: {command}", empty_file, command)
    add("lists", f"empty, /dev/null: {command}", empty_device, command)
for label, content in EMPTY.items():
    add("lists", f"{label}: preview", empty, "preview", content)


# MARK: Contents

CONTENTS = {
    "two files": (b"a.py\nlib/c.py\n", ["a.py", "lib/c.py"]),
    "no last newline": (b"a.py\nlib/c.py", ["a.py", "lib/c.py"]),
    "empty lines between": (b"\na.py\n\nlib/c.py\n\n", ["a.py", "lib/c.py"]),
    "Windows lines": (b"a.py\r\nlib/c.py\r\n", ["a.py", "lib/c.py"]),
    "a folder": (b"lib\n", ["lib/c.py", "lib/d.py"]),
    "a folder with slash": (b"lib/\n", ["lib/c.py", "lib/d.py"]),
    "the current folder": (b".\n", sorted(FILES)),
    "a path twice": (b"a.py\na.py\n./a.py\n", ["a.py"]),
    "a file and its folder": (b"lib/c.py\nlib\n", ["lib/c.py", "lib/d.py"]),
    "another order": (b"lib/d.py\nb.py\na.py\n", ["a.py", "b.py", "lib/d.py"]),
    "dots": (b"lib/../a.py\n./lib/./c.py\n", ["a.py", "lib/c.py"]),
}


def listed(box, command, content, fixed, *options):
    box.repository(FILES)
    run(box, command, "--files-from", "-", *options, stdin=content, fixed=fixed)


for label, (content, fixed) in CONTENTS.items():
    add("lists", f"{label}: apply --in-place", listed, "apply --in-place", content, fixed)
    if label in ("two files", "a folder", "a path twice", "dots"):
        add("lists", f"{label}: preview --rev", listed, "preview --rev", content, fixed)
        add("lists", f"{label}: apply --branch", listed, "apply --branch", content, fixed)
for option in ("-z", "--null"):
    for label, end in {"last NUL": b"\0", "no last NUL": b""}.items():
        add("lists", f"{option}, {label}", listed, "apply --in-place", b"a.py\0lib/c.py" + end, ["a.py", "lib/c.py"], option)


@case("lists", "-z with names that have newlines and carriage returns")
def null_names(box):
    names = ["a\n.py", "b\r\n.py"]
    box.repository({name: LEAK for name in names})
    box.redline("apply", "--in-place", "--files-from", "-", "-z", stdin="\0".join(names).encode(),
                files={f"r/{name}": FIXED for name in names})


@case("lists", "a line with a NUL byte is not a path")
def null_in_line(box):
    box.repository(FILES)
    box.redline("preview", "--files-from", "-", stdin=b"a.py\0lib/c.py\n", exits=2)


@case("lists", "10,000 paths")
def long_list(box):
    box.repository(FILES)
    run(box, "apply --in-place", "--files-from", "-", stdin=b"a.py\n" * 10_000, fixed=["a.py"])


@case("lists", "a list and arguments")
def with_arguments(box):
    box.repository(FILES)
    run(box, "apply --in-place", "--files-from", "-", "a.py", stdin=b"lib/c.py\n", fixed=["a.py", "lib/c.py"])


@case("lists", "an empty list and an argument")
def empty_with_argument(box):
    box.repository(FILES)
    run(box, "apply --in-place", "--files-from", "-", "a.py", stdin=b"", fixed=["a.py"])


@case("lists", "paths are relative to the current folder, not to the list")
def relative(box):
    box.repository(FILES)
    box.write("lists/list", b"c.py\n")
    run(box, "apply --in-place", "--files-from", "../../lists/list", at="r/lib", fixed=["lib/c.py"])


@case("lists", "-z without a list")
def null_alone(box):
    box.repository(FILES)
    box.redline("preview", "-z", exits=2)


# MARK: Paths that are not there

DELETED = b"a.py\ngone.py\nlib/gone.py\nnowhere/gone.py\n"


def deleted(box, command):
    box.repository({**FILES, "gone.py": LEAK, "lib/gone.py": LEAK})
    os.remove(box.path("r/gone.py"))
    os.remove(box.path("r/lib/gone.py"))
    box.commit()
    run(box, command, "--files-from", "-", stdin=DELETED, fixed=["a.py"], says="gone.py")


def deleted_only(box, command):
    box.repository(FILES)
    run(box, command, "--files-from", "-", stdin=b"gone.py\n", says="gone.py")


for command in COMMANDS:
    add("lists", f"deleted paths: {command}", deleted, command)
    add("lists", f"nothing but a deleted path: {command}", deleted_only, command)


@case("lists", "deleted by git mv, as git diff lists it")
def moved(box):
    box.repository(FILES)
    box.git("mv", "a.py", "e.py")
    box.git("commit", "--quiet", "--message=move")
    names = box.git("diff", "--name-only", "--no-renames", "-z", "HEAD~", "HEAD")
    run(box, "apply --in-place", "--files-from", "-", "-z", stdin=names, fixed=["e.py"], says="a.py")


@case("lists", "a path argument that is not there stays an error")
def argument_gone(box):
    box.repository(FILES)
    box.redline("preview", "--files-from", "-", "gone.py", stdin=b"a.py\n", exits=2, says="gone.py")


@case("lists", "a syntax error in a listed file")
def listed_broken(box):
    box.repository({**FILES, "broken.py": BROKEN})
    box.redline("apply", "--in-place", "--files-from", "-", stdin=b"a.py\nbroken.py\n", exits=2, says="broken.py",
                files={"r/a.py": FIXED})


# MARK: Sources

def fifo(box, command, content, fixed):
    box.repository(FILES)
    path = box.path("fifo")
    os.mkfifo(path)

    def feed():
        with contextlib.suppress(BrokenPipeError), open(path, "wb") as file:
            file.write(content)
    writer = threading.Thread(target=feed, daemon=True)
    writer.start()
    try:
        run(box, command, "--files-from", "../fifo", fixed=fixed)
    finally:
        # If nobody opened the other end, the writer would wait for ever.
        os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK))
        writer.join(1)


SCRIPTS = {"/dev/stdin": 'printf "a.py\\n" | "$@" --files-from /dev/stdin',
           "/proc/self/fd/0": 'printf "a.py\\n" | "$@" --files-from /proc/self/fd/0',
           "a slow writer": '{ printf "a."; sleep 0.2; printf "py\\n"; sleep 0.2; } | "$@" --files-from -',
           "a file as standard input": '"$@" --files-from - < ../list',
           "another descriptor": '"$@" --files-from /dev/fd/7 7< ../list',
           "git ls-files": 'git ls-files -z a.py | "$@" -z --files-from -'}


def scripted(box, script):
    box.repository(FILES)
    box.write("list", b"a.py\n")
    run(box, "apply --in-place", shell=script, fixed=["a.py"])


for label, script in SCRIPTS.items():
    add("lists", f"source: {label}", scripted, script)
for command in ("preview", "apply --in-place", "apply --branch"):
    add("lists", f"source: a FIFO: {command}", fifo, command, b"a.py\n", ["a.py"])
add("lists", "source: a FIFO without content", fifo, "preview", b"", [])


@case("lists", "source: process substitution")
def substitution(box):
    box.repository(FILES)
    reading, writing = os.pipe()
    with open(writing, "wb") as pipe:
        pipe.write(b"a.py\n")
    try:
        run(box, "apply --in-place", "--files-from", f"/dev/fd/{reading}", fixed=["a.py"], pass_fds=(reading,))
    finally:
        os.close(reading)


BAD = {"a folder": "lib", "not there": "nowhere", "an empty name": ""}


def bad_source(box, command, source):
    box.repository(FILES)
    run(box, command, "--files-from", source, exits=2)


for label, source in BAD.items():
    for command in ("preview", "apply --in-place"):
        add("lists", f"source that is {label}: {command}", bad_source, command, source)


@case("lists", "source that is unreadable")
def unreadable_source(box):
    box.repository(FILES)
    box.write("list", b"a.py\n", mode=0)
    run(box, "preview", "--files-from", "../list", exits=2, plain=True, says="list")


@case("lists", "source that is closed standard input")
def closed_source(box):
    box.repository(FILES)
    run(box, "preview", "--files-from", "-", shell='exec "$@" <&-', exits=2)


def script(box, command):
    box.repository({**FILES, "bin/run": LEAK})
    run(box, command, "--files-from", "-", stdin=b"bin/run\n", fixed=["bin/run"])


for command in COMMANDS:
    add("lists", f"a script without suffix: {command}", script, command)
