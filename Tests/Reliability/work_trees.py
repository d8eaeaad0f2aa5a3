"""Linked work trees, submodules, borrowed objects, and what else changes where a repository begins and ends."""

import os
import subprocess

from cases import add, case
from repository import FIXED, LEAK, Skip

GROUP = "work trees"
NO_IDENTITY = {f"GIT_{role}_{what}": None for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def linked(box, *options):
    box.repository({"a.py": LEAK, "lib/b.py": LEAK})
    box.git("worktree", "add", "--quiet", *options, "../tree")
    box.repositories.append("tree")


def in_linked(box, prepare, *options):
    linked(box, *options)
    prepare(box)
    box.redline("apply", "--branch", "fixes", at="tree/lib", branch=("r", "fixes"))
    box.check_branch("fixes", {"lib/b.py": FIXED})


LINKED = {"detached": (lambda box: None, "--detach"), "locked": (lambda box: box.git("worktree", "lock", "../tree"),),
          "from a subfolder": (lambda box: None,),
          "with another file checked out": (lambda box: box.write("tree/lib/b.py", LEAK + b"# edited\n"),)}
for label, (prepare, *options) in LINKED.items():
    add(GROUP, f"linked, {label}", in_linked, prepare, *options)


@case(GROUP, "linked: each has its own config.worktree")
def own_configuration(box):
    linked(box)
    box.git("config", "extensions.worktreeConfig", "true")
    for at, name in (("r", "Main"), ("tree", "Linked")):
        box.git("config", "--worktree", "user.name", name, at=at)
        box.git("config", "--worktree", "user.email", "tester@example.org", at=at)
    for at, name in (("r", "Main"), ("tree", "Linked")):
        # With another text each: an equal object that is there already would be touched.
        box.write("r/a.py", LEAK + b"# " + name.encode() + b"\n")
        box.git("commit", "--quiet", "--all", "--message=next")
        branch = f"fixes-{at}"
        box.redline("apply", "--branch", branch, "--base", "main", box.path(at, "a.py"), at=at, env=NO_IDENTITY, branch=("r", branch))
        seen = box.git("log", "-1", "--format=%an %cn", branch).decode().strip()
        box.expect(seen == f"{name} {name}", f"{name} as author and committer", seen)


@case(GROUP, "a submodule is not entered from outside, and is a repository of its own")
def submodule(box):
    box.repository({"inner.py": LEAK}, at="origin")
    box.repository({"a.py": LEAK})
    box.git("submodule", "--quiet", "add", "../origin", "sub")
    box.git("commit", "--quiet", "--message=submodule")
    run = box.redline("preview", exits=1)
    box.expect(b"inner.py" not in run.out, "no file of the submodule", run.out[:200])
    run = box.redline("preview", exits=1, at="r/sub")
    box.expect(b"b/inner.py" in run.out, "the file of the submodule", run.out[:200])
    box.redline("apply", "--branch", "fixes", branch=("r", "fixes"))
    box.check_branch("fixes", {"a.py": FIXED})


def borrowed(box, *options):
    box.repository({"a.py": LEAK}, at="origin")
    box.git("clone", "--quiet", "--template=", *options, box.path("origin"), "r", at=".")
    box.repositories.append("r")
    box.redline("apply", "--branch", "fixes", branch=("r", "fixes"))
    box.check_branch("fixes", {"a.py": FIXED})


add(GROUP, "objects borrowed by clone --shared", borrowed, "--shared")
add(GROUP, "objects borrowed by clone --reference", lambda box: borrowed(box, "--reference", box.path("origin")))


@case(GROUP, "core.bare is set in a repository with a work tree: its commits count")
def bare_by_setting(box):
    box.repository({"a.py": LEAK})
    box.git("config", "core.bare", "true")
    box.repositories.remove("r")
    box.redline("apply", "--branch", "fixes", branch=("r", "fixes"), fsck=False)
    box.check_branch("fixes", {"a.py": FIXED})


@case(GROUP, "grafts: no comparison with another commit")
def grafts(box):
    box.repository({"a.py": LEAK})
    box.write("r/b.py")
    box.commit()
    head, first = (box.git("rev-parse", name).decode().strip() for name in ("HEAD", "HEAD~1"))
    box.write("r/.git/info/grafts", f"{head}\n".encode())
    box.redline("preview", "--since", first, exits=2, says="info/grafts")


@case(GROUP, "a search does not leave its file system, unless it may")
def file_systems(box):
    box.needs_root("to mount a file system")
    box.repository({"a.py": LEAK, "inner/b.py": LEAK})
    folder = box.path("r/inner")
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], capture_output=True, text=True)
    if done.returncode:
        raise Skip(f"cannot mount a file system: {done.stderr.strip()}")
    try:
        box.redline("apply", "--branch", "fixes", at="r/inner", exits=2, says="is not in a git repository")
        across = {"GIT_DISCOVERY_ACROSS_FILESYSTEM": "1"}
        box.redline("apply", "--branch", "fixes", at="r/inner", env=across, branch=("r", "fixes"))
        box.check_branch("fixes", {"inner/b.py": FIXED})
    finally:
        subprocess.run(["umount", folder], check=True)
