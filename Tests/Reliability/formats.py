"""Kinds and formats of repositories: what libgit2 reads works as in git, the rest is named, with a hint that works."""

import os
import re
import subprocess

from cases import add, case
from repository import FIXED, LEAK

GROUP = "repository formats"
FILES = {"a.py": LEAK, "far/b.py": LEAK}
BOTH = {path: FIXED for path in FILES}


def build(box):
    box.repository(FILES)


def extension(name, value):
    def situation(box):
        build(box)
        box.git("config", "core.repositoryFormatVersion", "1")
        box.git("config", f"extensions.{name}", value)
        box.repositories.remove("r")
    return situation


def sha256(box):
    os.makedirs(box.path("r"))
    box.git("init", "--quiet", "--object-format=sha256", "--template=")
    for path, content in FILES.items():
        box.write(f"r/{path}", content)
    box.commit()


def split_index(box):
    build(box)
    box.git("update-index", "--split-index")


def sparse_index(box):
    build(box)
    box.git("sparse-checkout", "set", "--cone", "--sparse-index", "near")


def index_version(box):
    build(box)
    bytes_ = bytearray(box.read("r/.git/index"))
    bytes_[7] = 9
    box.write("r/.git/index", bytes(bytes_))
    box.repositories.remove("r")


FORMATS = {"sha256": (sha256, "objectformat"), "reftable": (extension("refStorage", "reftable"), "refstorage"),
           "an unknown extension": (extension("nothing", "true"), "nothing")}
INDEXES = {"split index": split_index, "sparse index": sparse_index, "an index of version 9": index_version}
WORKING = {name: extension(name, value) for name, value in (("preciousObjects", "true"), ("partialClone", "origin"),
                                                          ("worktreeConfig", "true"), ("noop", "1"))}


NOT_LOOKED = "uncommitted changes were not looked for"


def walks(box, situation):
    situation(box)
    present = {path: FIXED for path in FILES if os.path.exists(box.path("r", path))}
    run = box.redline("preview", exits=1, says=".gitignore")
    if not box.asked("status").returncode:
        box.check_patch(run.out, present)


def nothing_found(box, situation):
    situation(box)
    for path in FILES:
        if os.path.exists(box.path("r", path)):
            box.write(f"r/{path}", FIXED)
    box.redline("preview", exits=0, says=".gitignore")


def named(box, situation, text, command):
    situation(box)
    run = box.redline(*command, exits=2)
    box.expect(text in run.err.decode().lower(), f"the extension {text}", run.err)
    box.expect(b"redline preview" in run.err and b"git apply" in run.err, "the hint 'redline preview | git apply'", run.err)


def commits(box, situation, at="r"):
    situation(box)
    unknown = situation in INDEXES.values()
    box.redline("apply", "--branch", "fixes", at=at, branch=("r", "fixes"), prints=NOT_LOOKED if unknown else (),
                silent=() if unknown else NOT_LOOKED)
    box.check_branch("fixes", BOTH)


def of_revision(box, situation):
    situation(box)
    run = box.redline("preview", "--rev", "HEAD", exits=1)
    seen = sorted(re.findall(rb"^\+\+\+ b/(.*)$", run.out, re.M))
    box.expect(seen == [b"a.py", b"far/b.py"], "a patch of both files", seen)


def unknown_state(box, situation):
    situation(box)
    box.redline("apply", "--in-place", "a.py", exits=2, says="--allow-dirty")
    box.redline("apply", "--in-place", "--allow-dirty", "a.py", files={"r/a.py": FIXED})


for label, (situation, text) in FORMATS.items():
    for command in (["apply", "--branch", "fixes"], ["preview", "--rev", "HEAD"]):
        add(GROUP, f"{label}: {' '.join(command[:2])} names it", named, situation, text, command)
for label, situation in {**{name: row[0] for name, row in FORMATS.items()}, **INDEXES}.items():
    add(GROUP, f"{label}: preview walks the folder", walks, situation)
    add(GROUP, f"{label}: preview finds nothing", nothing_found, situation)
    add(GROUP, f"{label}: apply --in-place", unknown_state, situation)
for label, situation in {**INDEXES, **WORKING}.items():
    if situation is not index_version:  # git itself cannot check anything there
        add(GROUP, f"{label}: apply --branch", commits, situation)
    add(GROUP, f"{label}: preview --rev", of_revision, situation)


@case(GROUP, "sha256: the hint works, on a branch of git")
def hint(box):
    sha256(box)
    run = box.redline("preview", exits=1)
    box.git("switch", "--quiet", "--create", "fixes")
    box.check_patch(run.out, BOTH)


# MARK: Clones and stores

def cloned(*options, source="file://{}/origin"):
    def situation(box):
        box.repository(FILES, at="origin")
        for name in ("allowFilter", "allowAnySHA1InWant"):
            box.git("config", f"uploadpack.{name}", "true", at="origin")
        box.git("clone", "--quiet", "--template=", *options, source.replace("{}", os.fsdecode(box.root)), "r", at=".")
        box.repositories.append("r")
    return situation


def after(*commands):
    def situation(box):
        build(box)
        for command in commands:
            box.git(*command)
    return situation


def chain(box):
    cloned("--shared", source="origin")(box)
    os.rename(box.path("r"), box.path("middle"))
    box.git("clone", "--quiet", "--shared", "--template=", "middle", "r", at=".")
    box.repositories.remove("origin")


def relative(box):
    cloned("--shared", source="origin")(box)
    box.write("r/.git/objects/info/alternates", b"../../../origin/.git/objects\n")


STORES = {"shallow": cloned("--depth=1"), "shared": cloned("--shared", source="origin"), "alternates in a chain": chain,
          "alternates, relative": relative, "packed refs": after(["pack-refs", "--all"]), "gc": after(["gc", "--quiet"]),
          "multi-pack-index": after(["repack", "-adq"], ["multi-pack-index", "write"]), "bitmaps": after(["repack", "-adbq"]),
          "commit-graph": after(["commit-graph", "write", "--reachable"]), "detached": after(["checkout", "--quiet", "--detach"]),
          "sparse checkout, cone": after(["sparse-checkout", "set", "--cone", "--no-sparse-index", "near"]),
          "sparse checkout, no cone": after(["sparse-checkout", "set", "--no-cone", "/a.py"])}
for label, situation in STORES.items():
    add(GROUP, f"{label}: apply --branch", commits, situation)
    add(GROUP, f"{label}: preview --rev", of_revision, situation)


def missing(box, options, command):
    cloned("--no-checkout", *options)(box)
    run = box.redline(*command, exits=2, says=("fetch",))
    found = re.search(rb"try: (git [^\n]*)", run.err)
    if not box.expect(found, "a command that fetches", run.err):
        return
    done = subprocess.run(["sh", "-c", found[1]], cwd=box.path("r"), env=box.environment, capture_output=True)
    box.expect(done.returncode == 0, f"{found[1]} works", done.stderr[:200])
    box.repositories.remove("r")
    box.redline(*command, exits=0 if command[0] == "apply" else 1, branch=("r", "fixes") if command[0] == "apply" else None)


for kind in ("blob:none", "tree:0"):
    for command in (["apply", "--branch", "fixes"], ["preview", "--rev", "HEAD"]):
        add(GROUP, f"--filter={kind} without the objects: {' '.join(command[:2])}", missing, [f"--filter={kind}"], command)


# MARK: Replaced objects

def replaced(box, env, key, command):
    build(box)
    box.git("checkout", "--quiet", "--detach")
    box.write("r/a.py", b"x = 1\n")
    box.commit()
    box.git("checkout", "--quiet", "main")
    box.git("replace", "main", "HEAD@{1}")
    if key:
        box.git("config", "core.useReplaceRefs", "false")
    box.repositories.remove("r")
    works = bool(env or key)
    branch = ("r", "fixes") if works and command[0] == "apply" else None
    run = box.redline(*command, env=env, exits=(0 if branch else 1) if works else 2, branch=branch, says=() if works else "replace")
    box.expect(works or not run.out, "nothing on standard output", run.out[:100])


for label, env, key in (("", {}, False), (", GIT_NO_REPLACE_OBJECTS=1", {"GIT_NO_REPLACE_OBJECTS": "1"}, False),
                        (", core.useReplaceRefs=false", {}, True)):
    for command in (["apply", "--branch", "fixes"], ["preview", "--rev", "HEAD"]):
        add(GROUP, f"git replace{label}: {' '.join(command[:2])}", replaced, env, key, command)


# MARK: Permissions and reflogs as git gives them

def same_as_git(box, sharing, mask, logs):
    """`git commit-tree` and `git update-ref` write a branch in a copy; modes and logs are compared."""
    build(box)
    if sharing:
        box.git("config", "core.sharedRepository", sharing)
    if logs:
        box.git("config", "core.logAllRefUpdates", logs)
    subprocess.run(["cp", "-a", box.path("r"), box.path("copy")], check=True)
    script = (f"umask {mask}; printf x | git hash-object -w --stdin; "
              'git update-ref -m x refs/heads/fixes $(git commit-tree -m x "HEAD^{tree}")')
    subprocess.run(["sh", "-c", script], cwd=box.path("copy"), env=box.environment, check=True, capture_output=True)
    earlier = {path for path, _ in listed(box, "r")}
    box.redline("apply", "--branch", "fixes", shell=f'umask {mask}; exec "$@"', branch=("r", "fixes"))
    made, wanted = (kinds(listed(box, at), earlier) for at in ("r", "copy"))
    box.expect(made == wanted, f"modes {wanted}", made)


def listed(box, at):
    root = box.path(at, ".git")
    for folder, folders, files in os.walk(root):
        for name in folders + files:
            path = os.path.join(folder, name)
            yield os.path.relpath(path, root), oct(os.lstat(path).st_mode)


def kinds(entries, earlier):
    """The modes of what is new, by kind."""
    return sorted({(re.sub(rb"[0-9a-f]{38}", b"OBJECT", re.sub(rb"objects/..", b"objects/XX", path)), mode)
                   for path, mode in entries if path not in earlier})


for sharing in ("group", "all", "0660", "0640", None):
    for mask in ("022", "077"):
        add(GROUP, f"core.sharedRepository={sharing}, umask {mask}", same_as_git, sharing, mask, None)
for logs in ("true", "false", "always"):
    add(GROUP, f"core.logAllRefUpdates={logs}", same_as_git, None, "022", logs)
