"""`apply --branch`: one branch moves; working tree, index and HEAD stay, whatever state they are in."""

import os

from cases import add, case
from repository import FALLBACK, FALLBACK_FIXED, FIXED, LEAK

EDITED = LEAK + b"# edited\n"


def modified(box):
    box.write("r/a.py", EDITED)


def staged(box):
    modified(box)
    box.git("add", "a.py")


def deleted(box):
    os.remove(box.path("r/a.py"))


def deleted_from_index(box):
    box.git("rm", "--quiet", "--cached", "a.py")


def untracked(box):
    box.write("r/new.py")


def detached(box):
    box.git("checkout", "--quiet", "--detach")


def broken_in_worktree(box):
    box.write("r/a.py", b"def f(:\n    open(\n")


def locked_index(box):
    box.write("r/.git/index.lock", b"")


STATES = {"modified file": modified, "staged file": staged, "deleted file": deleted, "file deleted from the index":
          deleted_from_index, "untracked file": untracked, "detached HEAD": detached,
          "syntax error that is not committed": broken_in_worktree, "index.lock": locked_index}


def commits(box, state, *arguments):
    box.repository({"a.py": LEAK, "lib/b.py": LEAK})
    state(box)
    box.redline("apply", "--branch", "fixes", *arguments, branch=("r", "fixes"))
    box.check_branch("fixes", {"a.py": FIXED, "lib/b.py": FIXED})


for label, state in STATES.items():
    add("branches", label, commits, state)
add("branches", "files as arguments", commits, lambda box: None, "a.py", "lib/b.py")
add("branches", "a base", commits, lambda box: None, "--base", "HEAD")


@case("branches", "one commit per codemod")
def two_codemods(box):
    box.repository({"a.py": LEAK, "b.py": FALLBACK})
    box.redline("apply", "--branch", "fixes", branch=("r", "fixes"))
    box.check_branch("fixes", {"a.py": FIXED, "b.py": FALLBACK_FIXED})
    count = box.git("rev-list", "--count", "HEAD..fixes").strip()
    box.expect(count == b"2", "two commits", count)


@case("branches", "a branch that grows")
def grows(box):
    box.repository({"a.py": LEAK, "b.py": FALLBACK})
    for codemod in ("context-managed-files", "fallback-indentation"):
        box.redline("apply", "--branch", "fixes", "--only", codemod, branch=("r", "fixes"))
    box.check_branch("fixes", {"a.py": FIXED, "b.py": FALLBACK_FIXED})


@case("branches", "nothing to fix: no branch")
def nothing(box):
    box.repository({"a.py": FIXED})
    box.redline("apply", "--branch", "fixes")
    refs = box.git("for-each-ref", "--format=%(refname)").split()
    box.expect(refs == [b"refs/heads/main"], "no new branch", refs)


@case("branches", "the branch that is checked out")
def checked_out(box):
    box.repository()
    box.redline("apply", "--branch", "main", exits=2, says="main")


@case("branches", "from a subfolder: only what is in it")
def subfolder(box):
    box.repository({"a.py": LEAK, "lib/b.py": LEAK})
    box.redline("apply", "--branch", "fixes", at="r/lib", branch=("r", "fixes"))
    box.check_branch("fixes", {"lib/b.py": FIXED})


@case("branches", "a subfolder that is not in the commit")
def new_subfolder(box):
    box.repository({"a.py": LEAK})
    box.write("r/new/b.py")
    box.redline("apply", "--branch", "fixes", at="r/new", exits=(0, 2))


@case("branches", "a file from outside of the repository")
def outside(box):
    box.repository()
    box.write("far/a.py")
    box.redline("apply", "--branch", "fixes", "../far/a.py", exits=2, says="a.py")


@case("branches", "the repository through a link")
def through_link(box):
    box.repository({"lib/a.py": LEAK, "b.py": LEAK})
    box.link("r", "link")
    box.redline("apply", "--branch", "fixes", "lib", at="link", branch=("r", "fixes"))
    box.check_branch("fixes", {"lib/a.py": FIXED})


@case("branches", "an absolute path through a link")
def absolute_through_link(box):
    box.repository({"lib/a.py": LEAK, "b.py": LEAK})
    box.link("r", "link")
    box.redline("apply", "--branch", "fixes", box.path("link", "lib"), branch=("r", "fixes"))
    box.check_branch("fixes", {"lib/a.py": FIXED})


@case("branches", "in a linked worktree")
def linked_worktree(box):
    box.repository()
    box.git("worktree", "add", "--quiet", "../tree")
    box.repositories.append("tree")
    box.redline("apply", "--branch", "fixes", at="tree", branch=("r", "fixes"))
    box.check_branch("fixes", {"a.py": FIXED})


@case("branches", "modes of files are kept")
def modes(box):
    box.repository({"a.py": LEAK, "b.py": LEAK}, commit=False)
    os.chmod(box.path("r/a.py"), 0o755)
    box.commit()
    box.redline("apply", "--branch", "fixes", branch=("r", "fixes"))
    listed = [line.split()[0] for line in box.git("ls-tree", "fixes").splitlines()]
    box.expect(listed == [b"100755", b"100644"], "100755 and 100644", listed)


# MARK: Bare repositories

def bare(box):
    box.repository({"a.py": LEAK, "lib/b.py": LEAK}, at="origin")
    box.git("clone", "--quiet", "--bare", "--template=", "origin", "r", at=".")


BARE = {"no path": ([], ["a.py", "lib/b.py"]), "'.'": (["."], ["a.py", "lib/b.py"]), "a folder": (["lib"], ["lib/b.py"]),
        "a file": (["a.py"], ["a.py"])}


def in_bare(box, arguments, changed):
    bare(box)
    box.redline("apply", "--branch", "fixes", *arguments, branch=("r", "fixes"))
    box.check_branch("fixes", {path: FIXED for path in changed})


def preview_in_bare(box, arguments, changed):
    bare(box)
    run = box.redline("preview", "--rev", "HEAD", *arguments, exits=1)
    box.check_patch(run.out, {path: FIXED for path in changed}, at="origin")


for label, (arguments, changed) in BARE.items():
    add("branches", f"bare repository, {label}", in_bare, arguments, changed)
    add("branches", f"bare repository, preview --rev, {label}", preview_in_bare, arguments, changed)


# MARK: Repositories in unusual states

@case("branches", "a submodule and a link named like files")
def no_files(box):
    box.repository({"a.py": LEAK})
    commit = box.git("rev-parse", "HEAD").decode().strip()
    box.git("update-index", "--add", "--cacheinfo", f"160000,{commit},m.py")
    box.git("commit", "--quiet", "--message=submodule")
    box.redline("apply", "--branch", "fixes", branch=("r", "fixes"))
    box.check_branch("fixes", {"a.py": FIXED})


@case("branches", "objects that nobody may write")
def read_only_objects(box):
    box.repository()
    for folder, _, _ in os.walk(box.path("r/.git/objects")):
        os.chmod(folder, 0o555)
    box.redline("apply", "--branch", "fixes", exits=2, says="redline: error: ", plain=True)


@case("branches", "a repository without commits")
def without_commits(box):
    box.repository(commit=False)
    box.redline("apply", "--branch", "fixes", exits=2, says="redline: error: ")
