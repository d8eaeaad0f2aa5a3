"""Nothing is skipped in silence: what could not be read is named, and the exit code is 2."""

import os
import socket
import zlib

from cases import add, case
from repository import BROKEN, FIXED, LEAK

ENCODED = b"# \xe9\n" + LEAK
COMMANDS = ("preview", "preview --format text", "preview --format json", "preview --rev", "apply --in-place", "apply --branch")
OF_COMMIT = ("preview --rev", "apply --branch")


def run(box, command, *paths, exits, says, fixed=("a.py",), at="r", **options):
    """One command that must fix the files in `fixed`. If `exits` is 0, preview ends with 1 for its findings."""
    arguments, changes = command.split(), {}
    if command == "preview --rev":
        arguments.append("HEAD")
    if command == "apply --branch":
        arguments.append("fixes")
        changes = {"branch": (at, "fixes")} if fixed else {}
    if command == "apply --in-place":
        changes = {"files": {f"{at}/{path}": FIXED for path in fixed}}
    if exits == 0 and command.startswith("preview") and fixed:
        exits = 1
    done = box.redline(*arguments, *paths, at=at, exits=exits, says=says, **changes, **options)
    if command.startswith("preview"):
        for path in fixed:
            box.expect(path.encode() in done.out, f"the fix of {path}", done.out[:100])
    if command == "apply --branch":
        box.check_branch("fixes", {path: FIXED for path in fixed}, at=at)


# MARK: Files that are not Python

NOT_PYTHON = {"a syntax error": BROKEN, "an unknown encoding": b"# coding: nothing\n" + LEAK,
              "bytes that are not UTF-8": ENCODED, "zero bytes": LEAK + b"\0\n"}


def named_file(box, content, command):
    box.repository({"a.py": LEAK, "b.py": content})
    run(box, command, "a.py", "b.py", exits=2, says="b.py")


def found_file(box, content, command):
    box.repository({"a.py": LEAK, "b.py": content})
    run(box, command, exits=0, says="b.py")


for label, content in NOT_PYTHON.items():
    for command in COMMANDS if label == "a syntax error" else ("preview", "apply --branch"):
        add("nothing skipped", f"named file with {label}: {command}", named_file, content, command)
        add("nothing skipped", f"file with {label} that nobody named: {command}", found_file, content, command)


def only_broken(box, command):
    box.repository({"b.py": BROKEN})
    run(box, command, "b.py", exits=2, says="b.py", fixed=())


for command in ("preview", "preview --rev", "apply --in-place", "apply --branch"):
    add("nothing skipped", f"nothing but a named file with a syntax error: {command}", only_broken, command)


@case("nothing skipped", "a file with a syntax error in a list")
def listed_broken(box):
    box.repository({"a.py": LEAK, "b.py": BROKEN})
    box.redline("preview", "--files-from", "-", stdin=b"a.py\nb.py\n", exits=2, says="b.py", prints="a.py")


# MARK: Files and folders without permission

def unreadable_file(box, command, *paths):
    box.repository({"a.py": LEAK, "b.py": LEAK, "c.py": LEAK})
    os.chmod(box.path("r/b.py"), 0)
    run(box, command, *paths, exits=2, says="b.py", fixed=("a.py", "c.py"), plain=True)


def unreadable_outside(box, command, *paths):
    for name in ("a.py", "b.py", "c.py"):
        box.write(f"plain/{name}")
    os.chmod(box.path("plain/b.py"), 0)
    run(box, command, *paths, exits=2, says="b.py", fixed=("a.py", "c.py"), at="plain", plain=True)


def unreadable_folder(box, mode, command, *paths):
    box.repository({"a.py": LEAK, "shut/b.py": LEAK})
    os.chmod(box.path("r/shut"), mode)
    try:
        run(box, command, *paths, exits=2, says="shut", plain=True)
    finally:
        os.chmod(box.path("r/shut"), 0o755)


def unreadable_untracked_folder(box, command):
    box.repository()
    box.write("r/shut/b.py")
    os.chmod(box.path("r/shut"), 0)
    run(box, command, exits=2, says="shut", plain=True)


for command in ("preview", "preview --format json", "apply --in-place"):
    add("nothing skipped", f"unreadable file, named: {command}", unreadable_file, command, "a.py", "b.py", "c.py")
    add("nothing skipped", f"unreadable file, found: {command}", unreadable_file, command)
    add("nothing skipped", f"unreadable file, outside of git: {command}", unreadable_outside, command)
    add("nothing skipped", f"unreadable folder, named: {command}", unreadable_folder, 0, command, "a.py", "shut")
    add("nothing skipped", f"unreadable folder, found: {command}", unreadable_folder, 0, command)
    add("nothing skipped", f"folder that cannot be entered: {command}", unreadable_folder, 0o444, command)
    add("nothing skipped", f"unreadable untracked folder: {command}", unreadable_untracked_folder, command)


@case("nothing skipped", "unreadable folder, outside of git")
def unreadable_folder_outside(box):
    box.write("plain/a.py")
    box.write("plain/shut/b.py")
    os.chmod(box.path("plain/shut"), 0)
    run(box, "preview", exits=2, says="shut", at="plain", plain=True)


def unreadable_repository(box, command, *paths):
    """Nobody can tell what is committed or ignored."""
    box.repository({"a.py": LEAK})
    os.chmod(box.path("r/.git"), 0)
    try:
        box.redline(*command.split(), *paths, exits=2, says="Permission denied", plain=True)
    finally:
        os.chmod(box.path("r/.git"), 0o755)


for command in ("preview", "apply --in-place", "apply --branch fixes"):
    add("nothing skipped", f"unreadable .git: {command}", unreadable_repository, command)
add("nothing skipped", "unreadable .git: apply --in-place, a named file", unreadable_repository, "apply --in-place", "a.py")


@case("nothing skipped", "an unreadable file that is not Python does not matter")
def unreadable_other(box):
    box.repository({"a.py": LEAK, "notes.txt": b"text\n"})
    os.chmod(box.path("r/notes.txt"), 0)
    box.redline("preview", exits=1, plain=True)


# MARK: Objects

def object_path(box, what):
    name = box.git("rev-parse", what).strip().decode()
    return box.path(f"r/.git/objects/{name[:2]}/{name[2:]}")


def missing(path):
    os.remove(path)


def rewrite(path, content):
    os.chmod(path, 0o644)
    with open(path, "wb") as file:
        file.write(content)


def emptied(path):
    rewrite(path, b"")


def truncated(path):
    with open(path, "rb") as file:
        content = file.read()
    rewrite(path, content[:len(content) // 2])


def other_text(path):
    """An object whose text is not what its name says."""
    rewrite(path, zlib.compress(b"blob 6\0x = 1\n"))


def unreadable(path):
    os.chmod(path, 0)


DAMAGES = {"missing": missing, "empty": emptied, "truncated": truncated, "other text": other_text, "unreadable": unreadable}


def damaged(box, what, says, damage, command, *paths):
    box.repository({"a.py": LEAK, "lib/b.py": LEAK + b"# b\n"})
    damage(object_path(box, what))
    arguments = command.split() + {"preview --rev": ["HEAD"], "apply --branch": ["fixes"]}[command]
    branch = ("r", "fixes") if command == "apply --branch" else None
    box.redline(*arguments, *paths, exits=2, says=says, branch=branch, fsck=False, plain=True)


for label, damage in DAMAGES.items():
    for command in OF_COMMIT:
        add("nothing skipped", f"blob {label}: {command}", damaged, "HEAD:lib/b.py", "b.py", damage, command)
for command in OF_COMMIT:
    add("nothing skipped", f"tree missing: {command}", damaged, "HEAD:lib", (), missing, command)
    add("nothing skipped", f"named blob missing: {command}", damaged, "HEAD:lib/b.py", "b.py", missing, command, "lib/b.py")
add("nothing skipped", "tree truncated: preview --rev", damaged, "HEAD:lib", (), truncated, "preview --rev")


def partial_clone(box, command):
    """All blobs are missing, and nothing fetches them."""
    box.repository({"a.py": LEAK, "b.py": LEAK}, at="origin")
    box.git("config", "uploadpack.allowFilter", "true", at="origin")
    box.git("clone", "--quiet", "--bare", "--filter=blob:none", "file://" + os.fsdecode(box.path("origin")), "r", at=".")
    arguments = command.split() + {"preview --rev": ["HEAD"], "apply --branch": ["fixes"]}[command]
    box.redline(*arguments, exits=2, says="a.py", silent="nothing to fix")


for command in OF_COMMIT:
    add("nothing skipped", f"partial clone without blobs: {command}", partial_clone, command)


@case("nothing skipped", "a damaged blob of a file that is not Python does not matter")
def damaged_other(box):
    box.repository({"a.py": LEAK, "notes.txt": b"text\n"})
    missing(object_path(box, "HEAD:notes.txt"))
    box.redline("preview", "--rev", "HEAD", exits=1)


# MARK: Folders, pipes and devices with names like files


def pipe(box, path):
    os.mkfifo(box.path(path))


def listening(box, path):
    descriptor = os.open(box.path("r"), os.O_PATH)
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(f"/proc/self/fd/{descriptor}/{os.path.basename(path)}")
    os.close(descriptor)


def device(box, path):
    box.needs_root("device files")
    os.mknod(box.path(path), 0o20666, os.makedev(1, 5))


KINDS = {"a FIFO": pipe, "a socket": listening, "an endless device": device}


def named_special(box, make, command):
    box.repository()
    make(box, "r/s.py")
    run(box, command, "a.py", "s.py", exits=2, says="s.py")


def found_special(box, make, command, at):
    box.repository(at="r")
    make(box, "r/s.py")
    if at == "plain":
        os.rename(box.path("r/.git"), box.path("git"))
        box.repositories.clear()
    run(box, command, exits=0, says=(), at="r")


for label, make in KINDS.items():
    for command in ("preview", "apply --in-place"):
        add("nothing skipped", f"{label}, named: {command}", named_special, make, command)
        add("nothing skipped", f"{label}, found: {command}", found_special, make, command, "r")
    add("nothing skipped", f"{label}, outside of git", found_special, make, "preview", "plain")


@case("nothing skipped", "a folder named like a file")
def folder_like_file(box):
    box.repository({"a.py": LEAK, "b.py/c.py": LEAK})
    run(box, "apply --in-place", "a.py", "b.py", exits=0, says=(), fixed=("a.py", "b.py/c.py"))


@case("nothing skipped", "tracked files that were deleted")
def deleted(box):
    box.repository({"a.py": LEAK, "b.py": LEAK, "lib/c.py": LEAK})
    os.remove(box.path("r/b.py"))
    os.remove(box.path("r/lib/c.py"))
    os.rmdir(box.path("r/lib"))
    run(box, "apply --in-place", exits=0, says=())


@case("nothing skipped", "a tracked folder that became a file")
def folder_became_file(box):
    box.repository({"a.py": LEAK, "lib/c.py": LEAK})
    os.remove(box.path("r/lib/c.py"))
    os.rmdir(box.path("r/lib"))
    box.write("r/lib", b"text\n")
    run(box, "preview", exits=0, says=())
