"""Names of branches, and what else is in the way of one: other branches, symbolic references, work trees."""

import os
import shutil
import subprocess

from cases import add, case
from repository import FALLBACK, FIXED, LEAK
from snapshots import raw, shown

BOTH = {"a.py": LEAK, "b.py": FALLBACK}


def refused(box, name, says=(), *arguments, at="r", git=True):
    """Nothing changes; `git` says whether the real git refuses to move that branch as well."""
    listed = box.git("for-each-ref", at=at)
    if git is not None:
        shutil.copytree(box.path(at), box.path("copy"), symlinks=True)
        done = box.git("branch", "--force", name, "HEAD", at="copy", fails=True)
        box.expect((done.returncode != 0) == git, f"git {'refuses' if git else 'takes'} it", done.stderr[:200])
        shutil.rmtree(box.path("copy"))
    run = box.redline("apply", "--branch", name, *arguments, at=at, exits=2, says=says)
    box.expect(run.err.count(b"redline: error: ") == 1 and b"\n  try: " in run.err, "one error with a hint", run.err[:300])
    box.expect(box.git("for-each-ref", at=at) == listed, "the same references", "others")


def made(box, name, at="r", **options):
    box.redline("apply", "--branch", name, at=at, branch=("r", name), **options)
    box.check_branch(os.fsdecode(raw(name)), {"a.py": FIXED})


# MARK: Names

VALID = ["fixes/a", "a/b/c/d", "é", "e\u0301", "安達", "x+y=z", "FETCH_HEAD", "head", "a@b", "@@", "a.b", "a-", "a,b;c", "(a)", "a'b\"c",
         "a$b`c", "a|b&c", "a{b}", "refs/fixes", "heads/fixes", "lock", "a.lockx", "x" * 200, "HEAD/a", "main2"]
INVALID = [" ", "a b", "a..b", ".a", "a.", "a/.b", "a.lock", "a.lock/b", "a//b", "/a", "a/", "-a", "HEAD", "@{-1}", "a@{b",
           "a~1", "a^", "a:b", "a?", "a*", "a[b", "a\\b", "a\tb", "a\nb", "a\x01b", "a\x7fb", "a\x7f", "\x7f", "..", "/"]


def valid(box, name):
    box.repository()
    box.git("check-ref-format", "--branch", name)
    made(box, name)
    listed = box.git("for-each-ref", "--format=%(refname)", "refs/heads")
    box.expect(b"refs/heads/" + raw(name) + b"\n" in listed, "git lists the branch", shown(listed))


def invalid(box, name):
    box.repository()
    taken = box.git("check-ref-format", "--branch", name, fails=True)
    box.expect(taken.returncode != 0, "a name that git rejects", "it takes it")
    box.redline("apply", f"--branch={name}", exits=2, says="is not a valid branch name: ")


for text in VALID:
    add("references", f"valid name {shown(raw(text))[:40]!r}", valid, text)
for text in INVALID:
    add("references", f"invalid name {text!r}", invalid, text)


@case("references", "a name with refs/heads/ before it")
def full_name(box):
    box.repository()
    refused(box, "refs/heads/fixes", "use the short name 'fixes'", git=False)
    made(box, "fixes")


@case("references", "a name that git reads as HEAD")
def at_sign(box):
    box.repository()
    refused(box, "@", "git reads it as HEAD", git=False)


@case("references", "a name that is not UTF-8")
def not_text(box):
    box.repository()
    refused(box, b"a\xe9", r"'a\xE9' is not a valid branch name: it is not UTF-8", git=False)


@case("references", "a name that is too long for a file")
def too_long(box):
    box.repository()
    refused(box, "a/" + "x" * 251, "longer than 250 bytes")


# MARK: Folders

NESTED = {"below a branch": ("a", "a/b"), "above a branch": ("a/b", "a"), "far below a branch": ("a", "a/b/c/d"),
          "far above a branch": ("a/b/c/d", "a"), "in between": ("a/b/c", "a/b")}


def nested(box, existing, name, packed):
    box.repository()
    box.git("branch", existing)
    if packed:
        box.git("pack-refs", "--all")
    refused(box, name, [f"'{name}'", f"'{existing}'", "git cannot keep both"])


for label, (existing, asked) in NESTED.items():
    add("references", f"{label}, loose", nested, existing, asked, False)
    add("references", f"{label}, packed", nested, existing, asked, True)


@case("references", "the hint to rename the other branch works")
def renamed(box):
    box.repository()
    box.git("branch", "it's/a")
    run = box.redline("apply", "--branch", "it's", exits=2, says="git branch -m ")
    command = run.err.split(b"rename that branch: ")[1].strip().decode()
    subprocess.run(["sh", "-c", command], cwd=box.path("r"), env=box.environment, check=True)
    made(box, "it's")


@case("references", "beside a branch with a similar name")
def beside(box):
    box.repository()
    box.git("branch", "a-b")
    box.git("branch", "ab/c")
    made(box, "a/b")


@case("references", "an empty folder of that name")
def empty_folder(box):
    box.repository()
    os.makedirs(box.path("r/.git/refs/heads/a/b/c"))
    # Git removes the folders as well.
    box.redline("apply", "--branch", "a", exits=0, branch=("r", "a"), removed=[
        "r/.git/refs/heads/a/b/c", "r/.git/refs/heads/a/b"])
    box.check_branch("a", {"a.py": FIXED})


@case("references", "below a symbolic reference that leads nowhere")
def below_dangling(box):
    box.repository()
    box.git("symbolic-ref", "refs/heads/a", "refs/heads/nowhere")
    refused(box, "a/b", ["'a/b'", "'a'"])


# MARK: Symbolic references

def symbolic(box, target, says):
    box.repository()
    box.git("branch", "other")
    box.git("tag", "v1")
    box.git("symbolic-ref", "refs/heads/alias", target)
    # Git moves the branch that the reference leads to.
    refused(box, "alias", ["'alias' is a symbolic reference to", *says], git=None)
    box.git("symbolic-ref", "--delete", "refs/heads/alias")
    made(box, "alias")


add("references", "a symbolic reference to another branch", symbolic, "refs/heads/other", ["to 'other'"])
add("references", "a symbolic reference to the branch that is checked out", symbolic, "refs/heads/main", ["to 'main'"])
add("references", "a symbolic reference to a tag", symbolic, "refs/tags/v1", ["to 'refs/tags/v1'"])
add("references", "a symbolic reference that leads nowhere", symbolic, "refs/heads/gone", ["to 'gone'", "does not exist"])
add("references", "a symbolic reference to itself", symbolic, "refs/heads/alias", ["to 'alias'"])


@case("references", "HEAD names a symbolic reference")
def head_is_symbolic(box):
    box.repository()
    box.git("symbolic-ref", "refs/heads/alias", "refs/heads/main")
    box.git("symbolic-ref", "HEAD", "refs/heads/alias")
    refused(box, "main", "branch 'main' is checked out")


@case("references", "HEAD is a symbolic link")
def head_is_link(box):
    box.repository()
    os.remove(box.path("r/.git/HEAD"))
    box.link("refs/heads/main", "r/.git/HEAD")
    refused(box, "main", "branch 'main' is checked out")
    made(box, "fixes")


# MARK: HEAD without commits

@case("references", "HEAD is unborn on the branch")
def unborn(box):
    box.repository()
    box.git("checkout", "--quiet", "--orphan", "fixes")
    # Git takes it, and every file is staged as if it were new.
    refused(box, "fixes", ["branch 'fixes' is checked out and has no commits yet"], "--base", "main", git=None)


@case("references", "HEAD is unborn on the branch, without --base")
def unborn_without_base(box):
    box.repository()
    box.git("checkout", "--quiet", "--orphan", "fixes")
    refused(box, "fixes", "has no commits yet", git=None)


@case("references", "HEAD is unborn on another branch")
def unborn_elsewhere(box):
    box.repository()
    box.git("checkout", "--quiet", "--orphan", "other")
    box.redline("apply", "--branch", "fixes", "--base", "main", branch=("r", "fixes"))
    box.check_branch("fixes", {"a.py": FIXED}, base="main")


@case("references", "HEAD of a linked work tree is unborn on the branch")
def unborn_linked(box):
    box.repository()
    box.git("worktree", "add", "--quiet", "--detach", "../tree")
    box.git("checkout", "--quiet", "--orphan", "fixes", at="tree")
    where = shown(box.path("tree"))
    refused(box, "fixes", f"branch 'fixes' is checked out in {where} and has no commits yet", "--base", "main", git=None)
    refused(box, "fixes", "branch 'fixes' is checked out and has no commits yet", "--base", "main", at="tree", git=None)


@case("references", "HEAD of a bare repository is unborn on the branch")
def unborn_bare(box):
    box.repository({"a.py": LEAK}, at="origin")
    box.git("clone", "--quiet", "--bare", "--template=", "origin", "r", at=".")
    box.git("symbolic-ref", "HEAD", "refs/heads/fixes")
    # Git makes such branches in a bare repository, which has nothing checked out.
    box.redline("apply", "--branch", "fixes", "--base", "main", branch=("r", "fixes"))
    box.check_branch("fixes", {"a.py": FIXED}, base="main")


# MARK: Work trees

def linked(box, name="other"):
    box.repository()
    box.git("worktree", "add", "--quiet", "-b", name, "../tree")
    return shown(box.path("tree"))


@case("references", "a branch that another work tree has checked out")
def elsewhere(box):
    where = linked(box)
    refused(box, "other", f"branch 'other' is checked out in {where}")


@case("references", "a branch that the main work tree has checked out")
def in_main(box):
    linked(box)
    refused(box, "main", f"branch 'main' is checked out in {shown(box.path('r'))}", at="tree", git=None)


@case("references", "the branch of a work tree whose folder is gone")
def folder_gone(box):
    linked(box)
    shutil.rmtree(box.path("tree"))
    refused(box, "other", "branch 'other' is checked out in ")
    box.git("worktree", "prune")
    made(box, "other")


@case("references", "a work tree of a bare repository")
def tree_of_bare(box):
    box.repository({"a.py": LEAK}, at="origin")
    box.git("clone", "--quiet", "--bare", "--template=", "origin", "r", at=".")
    box.git("branch", "other")
    box.git("worktree", "add", "--quiet", "../tree", "other")
    where = shown(box.path("tree"))
    refused(box, "other", f"branch 'other' is checked out in {where}")
    # HEAD of the bare repository names main: nothing is checked out there.
    box.redline("apply", "--branch", "main", at="tree", branch=("r", "main"))


@case("references", "a work tree that is detached")
def detached_tree(box):
    box.repository()
    box.git("branch", "other")
    box.git("worktree", "add", "--quiet", "--detach", "../tree", "other")
    made(box, "other")


# MARK: Unfinished operations

def stack(box):
    """main, and two branches one on top of the other."""
    box.repository()
    for name in ("first", "second"):
        box.git("checkout", "--quiet", "-b", name)
        box.write(f"r/{name}.txt", raw(name))
        box.commit()
    box.git("checkout", "--quiet", "main")
    box.git("commit", "--quiet", "--allow-empty", "--message=main moves")
    box.git("branch", "bystander", "first")


def rebase(box, at, *arguments):
    """Stops at once."""
    editor = {"GIT_SEQUENCE_EDITOR": "sed -i 1ibreak"}
    box.git("rebase", "--quiet", "--interactive", *arguments, "main", at=at, env=editor)


@case("references", "branches that a rebase will update")
def update_refs(box):
    stack(box)
    box.git("checkout", "--quiet", "second")
    box.git("branch", "--delete", "--quiet", "--force", "bystander")
    rebase(box, "r", "--update-refs")
    box.expect(os.path.exists(box.path("r/.git/rebase-merge/update-refs")), "a list of branches to update", "none")
    refused(box, "first", "branch 'first' is in use by an unfinished rebase")
    refused(box, "second", "branch 'second' is in use by an unfinished rebase")
    box.git("rebase", "--abort")
    box.redline("apply", "--branch", "first", branch=("r", "first"))


@case("references", "branches that a rebase in a linked work tree will update")
def update_refs_linked(box):
    stack(box)
    box.git("worktree", "add", "--quiet", "../tree", "second")
    rebase(box, "tree", "--update-refs")
    where = shown(box.path("tree"))
    for name in ("first", "second", "bystander"):
        refused(box, name, f"branch '{name}' is in use by an unfinished rebase in {where}")


@case("references", "a branch that a rebase leaves alone")
def rebase_of_one(box):
    stack(box)
    box.git("checkout", "--quiet", "second")
    rebase(box, "r", "--no-update-refs")
    refused(box, "second", "branch 'second' is in use by an unfinished rebase")
    box.redline("apply", "--branch", "bystander", branch=("r", "bystander"))


@case("references", "a rebase that applies patches")
def rebase_apply(box):
    stack(box)
    box.write("r/second.txt", b"other")
    box.commit()
    box.git("checkout", "--quiet", "second")
    box.git("rebase", "--quiet", "--apply", "main", fails=True)
    box.expect(os.path.exists(box.path("r/.git/rebase-apply/head-name")), "an unfinished rebase", "none")
    refused(box, "second", "branch 'second' is in use by an unfinished rebase")


@case("references", "a bisection")
def bisect(box):
    stack(box)
    box.git("checkout", "--quiet", "second")
    box.git("bisect", "start", "second", "second~2")
    refused(box, "second", "branch 'second' is in use by an unfinished bisect")
    box.redline("apply", "--branch", "bystander", branch=("r", "bystander"))


@case("references", "a bisection in a linked work tree")
def bisect_linked(box):
    stack(box)
    box.git("worktree", "add", "--quiet", "../tree", "second")
    box.git("bisect", "start", "second", "second~2", at="tree")
    refused(box, "second", f"branch 'second' is in use by an unfinished bisect in {shown(box.path('tree'))}")


# MARK: Several branches

SPLIT = ("--split", "codemod")
PARTS = ("fixes/context-managed-files", "fixes/fallback-indentation")


def split(box, situation, says):
    """Either all branches are made, or none."""
    box.repository(BOTH)
    situation(box)
    refused(box, "fixes", says, *SPLIT, git=None)


def branch(*names):
    return lambda box: [box.git("branch", name) for name in names]


add("references", "--split: a branch named like the folder", split, branch("fixes"), ["'fixes/…'", "branch 'fixes' exists"])
for part in PARTS:
    add("references", f"--split: {part} exists", split, branch(part), [f"branch '{part}' exists"])
    add("references", f"--split: {part}/x exists", split, branch(f"{part}/x"), [f"'{part}'", f"'{part}/x'"])


def split_symbolic(box, part):
    split(box, lambda box: box.git("symbolic-ref", f"refs/heads/{part}", "refs/heads/main"), "is a symbolic reference to 'main'")


def split_unborn(box, part):
    box.repository(BOTH)
    box.git("symbolic-ref", "HEAD", f"refs/heads/{part}")
    refused(box, "fixes", "has no commits yet", "--base", "main", *SPLIT, git=None)


for part in PARTS:
    add("references", f"--split: {part} is a symbolic reference", split_symbolic, part)
    add("references", f"--split: HEAD is unborn on {part}", split_unborn, part)


@case("references", "--split: an invalid name")
def split_invalid(box):
    box.repository(BOTH)
    box.redline("apply", "--branch", "a..b", *SPLIT, exits=2, says="is not a valid branch name")


@case("references", "--split: all branches are made")
def split_made(box):
    box.repository(BOTH)
    run = box.redline("apply", "--branch", "fixes", *SPLIT, branch=("r", "fixes/"))
    listed = box.git("for-each-ref", "--format=%(refname:short)", "refs/heads/fixes").decode().split()
    box.expect(tuple(listed) == PARTS, f"{PARTS}", f"{listed} {run.err[:200]}")
