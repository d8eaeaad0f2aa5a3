"""Hard links and symbolic links: `apply --in-place` never breaks one, and never writes beyond the tree it was given."""

import os

from cases import add, case
from repository import FIXED, LEAK


def hard_link(box, source, path):
    os.makedirs(os.path.dirname(box.path(path)), exist_ok=True)
    os.link(box.path(source), box.path(path))


# MARK: Hard links

def inside(box):
    box.repository({"a.py": LEAK, "b.py": LEAK})
    hard_link(box, "r/a.py", "r/c.py")
    box.commit()
    return "r"


def outside(box):
    box.repository({"a.py": LEAK, "b.py": LEAK})
    hard_link(box, "r/a.py", "store/a.py")
    return "r"


def without_git(box):
    for name in ("a.py", "b.py"):
        box.write(f"plain/{name}")
    hard_link(box, "plain/a.py", "store/a.py")
    return "plain"


HARD = {"two names in the repository": inside, "a second name elsewhere": outside, "outside of git": without_git}
NAMED = {"named": ["a.py", "b.py"], "in a folder": ["."], "through a link": ["link.py", "b.py"]}


def hard_linked(box, situation, arguments, *options):
    at = situation(box)
    if "link.py" in arguments:
        box.link("a.py", f"{at}/link.py")
        if at == "r":
            box.commit()
    box.redline("apply", "--in-place", *options, *arguments, at=at, exits=2, says=("nothing was written", "a.py"))


for label, situation in HARD.items():
    for way, arguments in NAMED.items():
        add("hard links", f"{label}, {way}", hard_linked, situation, arguments)
    add("hard links", f"{label}, --allow-dirty", hard_linked, situation, ["."], "--allow-dirty")


@case("hard links", "preview shows the fix")
def hard_preview(box):
    outside(box)
    box.redline("preview", exits=1, prints="a/a.py")


@case("hard links", "a linked file without findings does not matter")
def hard_without_findings(box):
    box.repository({"a.py": LEAK, "b.py": b"x = 1\n"})
    hard_link(box, "r/b.py", "store/b.py")
    box.redline("apply", "--in-place", files={"r/a.py": FIXED})


# MARK: Symbolic links that lead out of their tree

def into_folder(box):
    box.repository({"b.py": LEAK})
    box.write("far/a.py")
    box.link("../far/a.py", "r/link.py")
    return "r", ["link.py"]


def into_other_repository(box):
    box.repository({"b.py": LEAK})
    box.repository({"a.py": LEAK}, at="far")
    box.link("../far/a.py", "r/link.py")
    return "r", ["link.py"]


def by_absolute_path(box):
    box.repository({"b.py": LEAK})
    box.write("far/a.py")
    box.link(box.path("far/a.py"), "r/link.py")
    return "r", ["link.py"]


def by_a_chain(box):
    box.repository({"b.py": LEAK})
    box.write("far/a.py")
    box.link("../far/a.py", "r/second.py")
    box.link("second.py", "r/link.py")
    return "r", ["link.py"]


def folder_link(box):
    box.repository({"b.py": LEAK})
    box.write("far/a.py")
    box.link("../far", "r/link")
    return "r", ["link"]


def outside_of_git(box):
    box.write("plain/b.py")
    box.write("far/a.py")
    box.link("../far/a.py", "plain/link.py")
    return "plain", ["link.py"]


def from_plain_into_repository(box):
    box.write("plain/b.py")
    box.repository({"a.py": LEAK})
    box.link("../r/a.py", "plain/link.py")
    return "plain", ["link.py"]


OUT = {"to a file in a folder": into_folder, "to another repository": into_other_repository,
       "by an absolute path": by_absolute_path, "through a chain of links": by_a_chain, "to a folder": folder_link,
       "outside of git": outside_of_git, "from a plain folder into a repository": from_plain_into_repository}


def leads_out(box, situation, *options):
    at, arguments = situation(box)
    box.redline("apply", "--in-place", *options, "b.py", *arguments, at=at, exits=2, says=("nothing was written", "link"))


def commit_link(box, situation):
    """The same, but nobody named the link: it is not followed, and the other file is written."""
    at, arguments = situation(box)
    if at == "r":
        box.commit()
    box.redline("apply", "--in-place", at=at, files={f"{at}/b.py": FIXED}, silent="far")


for label, situation in OUT.items():
    add("links", f"out of the tree, {label}", leads_out, situation, "--allow-dirty")
    add("links", f"out of the tree, {label}, not named", commit_link, situation)


# MARK: Links inside their tree

@case("links", "a chain inside the repository")
def chain(box):
    box.repository({"lib/a.py": LEAK})
    box.link("lib", "r/alias")
    box.link("alias/a.py", "r/second.py")
    box.link("second.py", "r/link.py")
    box.commit()
    box.redline("apply", "--in-place", "link.py", files={"r/lib/a.py": FIXED}, prints="fixed lib/a.py")


@case("links", "a file named three times is written once")
def three_times(box):
    box.repository()
    box.link("a.py", "r/link.py")
    box.commit()
    run = box.redline("apply", "--in-place", "a.py", "link.py", "./a.py", ".", files={"r/a.py": FIXED})
    box.expect(run.out.count(b"fixed ") == 1, "one line 'fixed a.py'", run.out)


def patched(box, *arguments, at="r"):
    """The patch names the real file, and `git apply` takes it."""
    run = box.redline("preview", *arguments, at=at, exits=1)
    box.check_patch(run.out, {"lib/a.py": FIXED})


@case("links", "the patch of a linked file")
def linked_file_patch(box):
    box.repository({"lib/a.py": LEAK})
    box.link("lib/a.py", "r/link.py")
    patched(box, "link.py")


@case("links", "the patch of a linked folder")
def linked_folder_patch(box):
    box.repository({"lib/a.py": LEAK})
    box.link("lib", "r/link")
    patched(box, "link")


@case("links", "the patch through a linked repository")
def linked_repository_patch(box):
    box.repository({"lib/a.py": LEAK})
    box.link("r", "link")
    patched(box, "link/lib/a.py", at=".")


@case("links", "the patch when the current folder is a link")
def linked_current_folder(box):
    box.repository({"lib/a.py": LEAK})
    box.link("r", "link")
    patched(box, at="link")


@case("links", "a link is not replaced by git apply or on a branch")
def committed_link(box):
    box.repository({"a.py": LEAK})
    box.link("a.py", "r/link.py")
    box.commit()
    run = box.redline("preview", "--rev", "HEAD", exits=1)
    box.expect(b"link.py" not in run.out, "no patch for the link", "one")
    box.redline("apply", "--branch", "fixes", branch=("r", "fixes"))
    box.check_branch("fixes", {"a.py": FIXED})


def lost(box, target, command):
    box.repository()
    box.link(target, "r/link.py")
    box.redline(*command, "link.py", exits=2, says="link.py")


for label, target in {"to nothing": "nowhere.py", "to itself": "link.py"}.items():
    add("links", f"named, {label}: preview", lost, target, ["preview"])
    add("links", f"named, {label}: apply --in-place", lost, target, ["apply", "--in-place"])


@case("links", "links without end that nobody named")
def endless(box):
    box.repository({"lib/a.py": LEAK})
    box.link("..", "r/lib/up")
    box.link("loop.py", "r/loop.py")
    box.link("nowhere.py", "r/lost.py")
    box.commit()
    box.redline("apply", "--in-place", files={"r/lib/a.py": FIXED})


@case("links", "links without end outside of git")
def endless_outside(box):
    box.write("plain/lib/a.py")
    box.link("..", "plain/lib/up")
    box.link("loop.py", "plain/loop.py")
    box.redline("apply", "--in-place", at="plain", files={"plain/lib/a.py": FIXED})
