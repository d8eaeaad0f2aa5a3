"""Repositories of another user: Redline opens what git opens, and its hint works."""

import os
import re
import shlex
import subprocess

from cases import add, case
from repository import FIXED, LEAK

GROUP = "ownership"
OPEN = {"GIT_CONFIG_GLOBAL": None}
USER = ["setpriv", "--reuid=12345", "--regid=12345", "--clear-groups"]


def build(box):
    box.needs_root("a repository of another owner")
    box.repository({"a.py": LEAK, "sub/b.py": LEAK})
    box.repositories.remove("r")


def own(box, *paths, user=12345):
    subprocess.run(["chown", "-hR", f"{user}:{user}", *(box.path(path) for path in paths)], check=True)


def foreign(box):
    build(box)
    own(box, "r")


def foreign_folder(box):
    build(box)
    own(box, "r/.git")


def foreign_tree(box):
    build(box)
    os.chown(box.path("r"), 12345, 12345)


def foreign_files(box):
    build(box)
    own(box, "r/a.py", "r/sub")


def linked(box, *paths):
    build(box)
    box.git("worktree", "add", "--quiet", "--detach", "../linked")
    os.rename(box.path("r"), box.path("main"))
    box.git("worktree", "repair", "../linked", at="main")
    os.rename(box.path("linked"), box.path("r"))
    box.git("worktree", "repair", "../r", at="main")
    own(box, *paths)


def submodule(box, *paths):
    build(box)
    box.git("clone", "--quiet", "r", "origin", at=".")
    box.repository({"o.py": LEAK}, at="outer")
    box.git("submodule", "--quiet", "add", "../origin", "m", at="outer")
    box.repositories.remove("outer")
    os.rename(box.path("r"), box.path("unused"))
    box.link("outer/m", "r")
    own(box, *paths)


def bare(box):
    build(box)
    os.rename(box.path("r"), box.path("origin"))
    box.git("clone", "--quiet", "--bare", "--template=", "origin", "r", at=".")
    own(box, "r")


SITUATIONS = {
    "all": foreign, "only .git": foreign_folder, "only the work tree's folder": foreign_tree, "only files": foreign_files,
    "container: uid 1000": lambda box: (build(box), own(box, "r", user=1000)),
    "a linked work tree": lambda box: linked(box, "r"), "only the .git file of a linked work tree": lambda box: linked(box, "r/.git"),
    "the main repository of a linked work tree": lambda box: linked(box, "main"),
    "a submodule's work tree": lambda box: submodule(box, "outer/m"), "only a submodule's .git file": lambda box: submodule(box, "outer/m/.git"),
    "a submodule's repository": lambda box: submodule(box, "outer/.git/modules"), "a bare repository": bare}


def opens(box, at, env, prefix):
    return not box.asked("rev-parse", "--git-dir", at=at, env=env, prefix=prefix).returncode


def check(box, at="r", env=OPEN, prefix=()):
    """Redline reads the repository if and only if git does."""
    if prefix:
        os.chmod(os.path.dirname(box.root), 0o755)
    shell = f'exec {shlex.join(prefix)} "$@"' if prefix else None
    if opens(box, at, env, prefix):
        return box.redline("preview", "--rev", "HEAD", at=at, env=env, shell=shell, exits=1, prints="b.py")
    return box.redline("preview", "--rev", "HEAD", at=at, env=env, shell=shell, exits=2, says=("redline: error: ", "safe.directory"))


def tried(box, situation, at):
    """The hint's command is run as it is printed; then git and Redline work."""
    situation(box)
    run = check(box, at)
    if run.code != 2:
        return
    hint = re.search(rb"git config --global --add safe\.directory [^\n]*", run.err)
    if not box.expect(hint, "a command for safe.directory", run.err):
        return
    subprocess.run(["sh", "-c", hint[0]], cwd=box.path(at), env=box.environment_with(OPEN), check=True)
    box.expect(opens(box, at, OPEN, ()), "git works after the hint", hint[0])
    check(box, at)


for label, situation in SITUATIONS.items():
    add(GROUP, f"{label}: the hint", tried, situation, "r")
    if label not in ("a bare repository", "only files"):
        add(GROUP, f"{label}: the hint, from a subfolder", tried, situation, "r/sub")


# MARK: safe.directory

VALUES = {"*": ["*"], "the path": ["{}/r"], "a trailing slash": ["{}/r/"], "/*": ["{}/*"], "the .git folder": ["{}/r/.git"],
          "another path": ["{}/other"], "through a link": ["{}/link"], "with dots": ["{}/x/../r"], "a subfolder": ["{}/r/sub"],
          "reset by an empty value": ["{}/r", ""], "set after an empty value": ["*", "", "{}/r"], "~/": ["~/r"], "relative": ["r"]}


def sourced(box, values, source):
    foreign(box)
    box.link("r", "link")
    values = [value.replace("{}", os.fsdecode(box.root)) for value in values]
    env, text = dict(OPEN), "[safe]\n" + "".join(f'\tdirectory = "{value}"\n' for value in values)
    if source == "command":
        env["GIT_CONFIG_COUNT"] = str(len(values))
        for number, value in enumerate(values):
            env |= {f"GIT_CONFIG_KEY_{number}": "safe.directory", f"GIT_CONFIG_VALUE_{number}": value}
    elif source == "repository":
        with open(box.path("r/.git/config"), "a") as file:
            file.write(text)
    else:
        box.write("config", text.encode())
        path = os.fsdecode(box.path("config"))
        env |= {"GIT_CONFIG_GLOBAL": path} if source == "global" else {"GIT_CONFIG_NOSYSTEM": None, "GIT_CONFIG_SYSTEM": path}
    check(box, env=env)


for source in ("global", "system", "command", "repository"):
    for label, values in VALUES.items():
        if source in ("global", "command") or label in ("*", "the path"):
            add(GROUP, f"safe.directory in the {source} configuration: {label}", sourced, values, source)


# MARK: Other users

@case(GROUP, "an ordinary user in root's repository")
def ordinary(box):
    build(box)
    check(box, prefix=USER)


@case(GROUP, "an ordinary user in an own repository")
def ordinary_own(box):
    foreign(box)
    check(box, prefix=USER)


for label, uid in {"the owner's": "12345", "another's": "12346", "empty": "", "no number": "x", "root's": "0"}.items():
    def sudo(box, uid):
        foreign(box)
        check(box, env=OPEN | {"SUDO_UID": uid})
    add(GROUP, f"root, with SUDO_UID {label}", sudo, uid)


@case(GROUP, "GIT_DIR names it: ownership does not matter")
def named(box):
    foreign(box)
    check(box, env=OPEN | {"GIT_DIR": os.fsdecode(box.path("r/.git"))})


def refused(box, command):
    foreign(box)
    box.redline(*command, env=OPEN, exits=2, says="safe.directory")


for command in (["preview"], ["apply", "--in-place"], ["apply", "--branch", "fixes"]):
    add(GROUP, f"{' '.join(command[:2])} is refused", refused, command)


@case(GROUP, "safe.directory=*: apply --in-place writes, and the owner stays")
def in_place(box):
    foreign(box)
    box.redline("apply", "--in-place", env=OPEN | {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory",
                                                   "GIT_CONFIG_VALUE_0": "*"}, files={"r/a.py": FIXED, "r/sub/b.py": FIXED})
