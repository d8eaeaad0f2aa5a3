"""`apply --in-place` and the states of git: what git has no copy of is not written, however the file is named."""

import os
import subprocess

from cases import add, case
from repository import FIXED, LEAK
from snapshots import raw

PATH = "pkg/a.py"
EDITED, EDITED_FIXED = LEAK + b"# edited\n", FIXED + b"# edited\n"
TWICE, TWICE_FIXED = EDITED + b"# again\n", EDITED_FIXED + b"# again\n"


def tracked(box, at):
    box.repository({PATH: LEAK, "README": b"text\n"}, at=at)


# MARK: States of the file; each returns the fixed bytes of what it left there

def clean(box, at):
    return FIXED


def modified(box, at):
    box.write(f"{at}/{PATH}", EDITED)
    return EDITED_FIXED


def staged(box, at):
    box.write(f"{at}/{PATH}", EDITED)
    box.git("add", PATH, at=at)
    return EDITED_FIXED


def staged_and_modified(box, at):
    staged(box, at)
    box.write(f"{at}/{PATH}", TWICE)
    return TWICE_FIXED


def staged_and_restored(box, at):
    """The index differs from HEAD, the file does not."""
    staged(box, at)
    box.write(f"{at}/{PATH}", LEAK)
    return FIXED


def untracked(box, at):
    box.git("rm", "--quiet", "--cached", PATH, at=at)
    box.git("commit", "--quiet", "--message=untrack", at=at)
    return FIXED


def removed_from_index(box, at):
    box.git("rm", "--quiet", "--cached", PATH, at=at)
    return FIXED


def ignored(box, at):
    box.write(f"{at}/.gitignore", b"a.py\n")
    box.git("add", ".gitignore", at=at)
    return untracked(box, at)


def ignored_by_exclude_file(box, at):
    place = box.git("rev-parse", "--git-path", "info/exclude", at=at).strip()
    box.write(os.path.join(raw(at), place), b"pkg/\n")
    return untracked(box, at)


def assume_unchanged(box, at):
    box.git("update-index", "--assume-unchanged", PATH, at=at)
    return modified(box, at)


def skip_worktree(box, at):
    box.git("update-index", "--skip-worktree", PATH, at=at)
    return modified(box, at)


def intent_to_add(box, at):
    untracked(box, at)
    box.git("add", "--intent-to-add", PATH, at=at)
    return FIXED


def staged_as_new(box, at):
    untracked(box, at)
    box.git("add", PATH, at=at)
    return FIXED


def conflicted(box, at):
    sides = [box.git("hash-object", "-w", "--stdin", at=at, stdin=text).strip() for text in (LEAK, EDITED, TWICE)]
    lines = [b"0 " + b"0" * 40 + b"\t" + raw(PATH)]
    lines += [b"100644 %s %d\t%s" % (side, stage, raw(PATH)) for stage, side in enumerate(sides, 1)]
    box.git("update-index", "--index-info", at=at, stdin=b"\n".join(lines) + b"\n")
    return FIXED


def executable(box, at):
    os.chmod(box.path(at, PATH), 0o755)
    return FIXED


def edited_with_old_time_and_size(box, at):
    full = box.path(at, PATH)
    old = os.stat(full)
    box.write(f"{at}/{PATH}", LEAK.replace(b"x", b"y"))
    os.utime(full, ns=(old.st_atime_ns, old.st_mtime_ns))
    return FIXED.replace(b"x", b"y")


STATES = {"modified": modified, "staged": staged, "untracked": untracked, "ignored": ignored,
          "assume-unchanged": assume_unchanged, "skip-worktree": skip_worktree}
RARE = {"staged and modified": staged_and_modified, "staged and restored": staged_and_restored,
        "removed from the index": removed_from_index, "ignored by info/exclude": ignored_by_exclude_file,
        "intent to add": intent_to_add, "staged as new": staged_as_new, "conflicted": conflicted,
        "made executable": executable, "edited with its old time and size": edited_with_old_time_and_size}


# MARK: Ways to the file; each returns the repository's folder, the arguments, the folder to start in, other files to write

def plain_path(box):
    tracked(box, "r")
    return "r", [PATH], "r", {}


def current_folder(box):
    tracked(box, "r")
    return "r", [], "r/pkg", {}


def path_with_dots(box):
    tracked(box, "r")
    return "r", ["../pkg/./a.py"], "r/pkg", {}


def absolute_path(box):
    tracked(box, "r")
    return "r", [box.path("r", PATH)], ".", {}


def link_to_repository(box):
    tracked(box, "r")
    box.link("r", "link")
    return "r", [f"link/{PATH}"], ".", {}


def link_to_folder(box):
    tracked(box, "r")
    box.link("r/pkg", "link")
    return "r", ["link"], ".", {}


def link_to_file(box):
    tracked(box, "r")
    box.link(f"r/{PATH}", "link.py")
    return "r", ["link.py"], ".", {}


def link_in_repository(box):
    tracked(box, "r")
    box.link("pkg/a.py", "r/link.py")
    box.commit("r")
    return "r", ["link.py"], "r", {}


def second_repository(box):
    tracked(box, "r")
    box.repository({"o.py": LEAK}, at="other")
    return "r", [".", f"../r/{PATH}"], "other", {"other/o.py": FIXED}


def folder_outside_first(box):
    box.write("plain/p.py")
    tracked(box, "r")
    return "r", ["plain", f"r/{PATH}"], ".", {"plain/p.py": FIXED}


def nested_repository(box):
    """A repository in a folder of another one, which does not track it."""
    box.repository({"o.py": LEAK}, at="outer")
    tracked(box, "outer/r")
    return "outer/r", ["o.py", f"r/{PATH}"], "outer", {"outer/o.py": FIXED}


def linked_worktree(box):
    box.repository({PATH: LEAK, "README": b"text\n"}, at="main")
    box.git("worktree", "add", "--quiet", "../r", at="main")
    box.repositories.append("r")
    return "r", [PATH], "r", {}


def submodule(box):
    tracked(box, "origin")
    box.repository({"o.py": LEAK}, at="outer")
    box.git("submodule", "--quiet", "add", "../origin", "r", at="outer")
    box.git("commit", "--quiet", "--message=submodule", at="outer")
    return "outer/r", ["o.py", f"r/{PATH}"], "outer", {"outer/o.py": FIXED}


def listed(box):
    tracked(box, "r")
    box.write("list", raw(PATH) + b"\n")
    return "r", ["--files-from", "../list"], "r", {}


WAYS = {"plain path": plain_path, "current folder": current_folder, "path with dots": path_with_dots,
        "absolute path": absolute_path, "link to the repository": link_to_repository, "link to a folder": link_to_folder,
        "link to the file": link_to_file, "link in the repository": link_in_repository,
        "second repository": second_repository, "after a folder outside git": folder_outside_first,
        "nested repository": nested_repository, "linked worktree": linked_worktree, "list": listed, "submodule": submodule}


# MARK: Cases

def refused(box, way, state, *options):
    at, arguments, start, _ = way(box)
    state(box, at)
    box.redline("apply", "--in-place", *options, *arguments, at=start, exits=2, says=("nothing was written", "a.py"))
    box.expect(box.runs and not box.runs[-1][1].out, "nothing on standard output", box.runs and box.runs[-1][1].out)


def written(box, way, state, *options):
    at, arguments, start, others = way(box)
    fixed = state(box, at)
    files = {f"{at}/{PATH}": fixed, **others}
    box.redline("apply", "--in-place", *options, *arguments, at=start, files=files,
                prints=f"{len(files)} of {len(files)} files written" if len(files) > 1 else "fixed ")


def passed_over(box, way, state):
    """An ignored file that nobody named, in a folder that is not ignored, is not looked at."""
    at, arguments, start, _ = way(box)
    state(box, at)
    box.redline("apply", "--in-place", *arguments, at=start, silent="fixed ")


def body(way, state):
    is_named = way not in (current_folder, link_to_folder)
    return refused if is_named or state is not ignored else passed_over


for label, way in WAYS.items():
    for state_label, state in STATES.items():
        if way not in (path_with_dots, absolute_path, listed) or state in (modified, ignored):
            add("in-place states", f"{state_label}, {label}", body(way, state), way, state)
    if way is submodule:
        add("in-place states", f"clean, {label}", refused, way, clean)
    else:
        add("in-place states", f"clean, {label}", written, way, clean)
    add("in-place states", f"modified, {label}, --allow-dirty", written, way, modified, "--allow-dirty")
for state_label, state in RARE.items():
    add("in-place states", f"{state_label}, plain path", refused, plain_path, state)
    add("in-place states", f"{state_label}, link to a folder", body(link_to_folder, state), link_to_folder, state)
for state_label, state in {**STATES, **RARE}.items():
    add("in-place states", f"{state_label}, --allow-dirty", written, plain_path, state, "--allow-dirty")
    taken = state in (staged, staged_as_new, executable)
    if state is not executable:
        add("in-place states", f"{state_label}, --allow-staged", written if taken else refused, plain_path, state,
            "--allow-staged")


@case("in-place states", "several refused files are all named, with reasons")
def reasons(box):
    box.repository({"a.py": LEAK, "b.py": LEAK, "c.py": LEAK, "d.py": LEAK, ".gitignore": b"i.py\n"})
    box.write("r/a.py", EDITED)
    box.write("r/i.py")
    box.write("r/n.py")
    box.redline("apply", "--in-place", ".", "i.py", exits=2, silent=("b.py", "c.py", "d.py"),
                says=("3 of 6 files", "a.py: has uncommitted changes", "i.py: is ignored by git", "n.py:", "--allow-dirty"))


@case("in-place states", "a dirty file without findings does not matter")
def irrelevant(box):
    box.repository({"a.py": LEAK, "b.py": b"x = 1\n"})
    box.write("r/b.py", b"x = 2\n")
    box.redline("apply", "--in-place", files={"r/a.py": FIXED})


@case("in-place states", "line endings that git converts do not count as a change")
def converted(box):
    box.repository({"a.py": LEAK, ".gitattributes": b"*.py eol=crlf\n"})
    os.remove(box.path("r/a.py"))
    box.git("checkout", "--", "a.py")
    box.redline("apply", "--in-place", files={"r/a.py": FIXED.replace(b"\n", b"\r\n")})


@case("in-place states", "a second run writes nothing")
def second_run(box):
    box.repository()
    box.redline("apply", "--in-place", files={"r/a.py": FIXED})
    box.redline("apply", "--in-place", silent="fixed ")


# MARK: Repositories that cannot be asked

def split_index(box):
    box.git("update-index", "--split-index")


def sparse_index(box):
    box.write("r/far/b.py")
    box.commit()
    box.git("sparse-checkout", "set", "--cone", "--sparse-index", "pkg")


def unknown_extension(box):
    box.git("config", "core.repositoryFormatVersion", "1")
    box.git("config", "extensions.nothing", "true")


def corrupt_index(box):
    box.write("r/.git/index", b"DIRC no index")


def broken_configuration(box):
    box.write("r/.git/config", b"[core\n")


def foreign_owner(box):
    box.needs_root("a repository of another owner")
    subprocess.run(["chown", "-R", "12345:12345", box.path("r")], check=True)


def missing_git_folder(box):
    os.rename(box.path("r/.git"), box.path("gone"))
    box.write("r/.git", b"gitdir: ../nowhere\n")


UNREADABLE = {"split index": split_index, "sparse index": sparse_index, "unknown extension": unknown_extension,
              "corrupt index": corrupt_index, "broken .git/config": broken_configuration, "foreign owner": foreign_owner,
              "gitdir that is not there": missing_git_folder}


def unreadable(box, damage, *options):
    tracked(box, "r")
    damage(box)
    if options:
        box.redline("apply", "--in-place", *options, PATH, files={f"r/{PATH}": FIXED})
    else:
        box.redline("apply", "--in-place", PATH, exits=2, says="redline: error: ")


for label, damage in UNREADABLE.items():
    add("in-place states", f"{label}", unreadable, damage)
    add("in-place states", f"{label}, --allow-dirty", unreadable, damage, "--allow-dirty")


# MARK: Repositories in unusual states

def without_commits(box):
    box.repository({PATH: LEAK}, commit=False)


def add_to_empty(box):
    without_commits(box)
    box.git("add", PATH)


def merging(box):
    tracked(box, "r")
    box.write("r/.git/MERGE_HEAD", box.git("rev-parse", "HEAD"))


def locked(box):
    tracked(box, "r")
    box.write("r/.git/index.lock", b"")


def without_file_mode(box):
    tracked(box, "r")
    box.git("config", "core.fileMode", "false")
    os.chmod(box.path("r", PATH), 0o755)


def sparse(box):
    """Other folders are not checked out."""
    box.repository({PATH: LEAK, "far/b.py": LEAK})
    box.git("sparse-checkout", "set", "--cone", "--no-sparse-index", "pkg")


def read_only_git(box):
    tracked(box, "r")
    for folder, _, _ in os.walk(box.path("r/.git")):
        os.chmod(folder, 0o555)


def unusual(box, situation, options, is_written):
    situation(box)
    if is_written:
        box.redline("apply", "--in-place", *options, files={f"r/{PATH}": FIXED}, plain=situation is read_only_git)
    else:
        box.redline("apply", "--in-place", *options, exits=2, says="nothing was written")


for label, row in {"no commit yet": (without_commits, [], False), "no commit yet, staged": (add_to_empty, [], False),
                   "no commit yet, staged, --allow-staged": (add_to_empty, ["--allow-staged"], True),
                   "in the middle of a merge": (merging, [], True), "index.lock": (locked, [], True),
                   "core.fileMode is false": (without_file_mode, [], True), "sparse checkout": (sparse, [], True),
                   "read-only .git": (read_only_git, [], True)}.items():
    add("in-place states", label, unusual, *row)
