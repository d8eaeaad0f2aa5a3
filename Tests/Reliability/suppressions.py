"""Suppression comments: well-formed ones hold, malformed ones suppress nothing, and both are listed."""

from cases import add, case
from repository import FALLBACK, FIXED, LEAK

OPENING = b"    h = open(p)"
CODEMOD = "context-managed-files"

ON_LINE = [
    "# redline: ignore", f"# redline: ignore[{CODEMOD}]", f"# redline: ignore[fallback-indentation, {CODEMOD}]",
    f"# redline: ignore[{CODEMOD},fallback-indentation]", f"# redline: ignore[ {CODEMOD} ]",
    "# redline: ignore because of the test",
    f"# redline: ignore[{CODEMOD}] because of the test", "# redline: ignore # noqa", f"# redline: ignore[{CODEMOD}]# noqa",
    f"# redline: ignore[{CODEMOD}]\t", "# noqa # redline: ignore",
]
IN_FILE = ["# redline: ignore-file", f"# redline: ignore-file[{CODEMOD}]", "# redline: ignore-file because it is generated",
           f"# redline: ignore-file[{CODEMOD}] generated", "# redline: ignore-file # generated"]
MALFORMED = [
    "# redline: ignore[", "# redline: ignore []", "# redline: ignore [x]", f"# redline: ignore [{CODEMOD}]",
    "# redline: ignore[]", "# redline: ignore[\u00e9]", "# redline: ignore[\U0001f600]", f"# redline: ignore[{CODEMOD}",
    f"# redline: ignore[{CODEMOD},]",
    f"# redline: ignore[,{CODEMOD}]", f"# redline: ignore[{CODEMOD} fallback-indentation]", f"# redline: ignore[[{CODEMOD}]]",
    f"# redline: ignore[{CODEMOD}]x", "# redline: ignore]", "# redline: ignore()",
]
MALFORMED_FILE = ["# redline: ignore-file[", "# redline: ignore-file []", f"# redline: ignore-file[{CODEMOD}",
                  "# redline: ignore-file[]", "# redline: ignore-file[\u00e9]", f"# redline: ignore-file [{CODEMOD}]"]
OTHER = ["# redline:ignored", "# redline is ignored here", "# redlines: ignore", "# redline ignore"]


def on_line(comment):
    return LEAK.replace(OPENING, OPENING + b"  " + comment.encode())


def in_file(comment):
    return comment.encode() + b"\n" + LEAK


def holds(box, source):
    box.repository({"a.py": source})
    box.redline("apply", "--in-place")


def suppresses_nothing(box, source, line):
    """The fix is made all the same, the comment is an error with its place."""
    box.repository({"a.py": source})
    box.redline("preview", exits=2, says=f"a.py:{line}:", prints="+    with open(p) as h:")


def plain_comment(box, source):
    box.repository({"a.py": source})
    box.redline("preview", exits=1, prints="+    with open(p) as h:", silent=": error")


for comment in ON_LINE:
    add("suppressions", f"holds: {ascii(comment)[1:-1]}", holds, on_line(comment))
for comment in IN_FILE:
    add("suppressions", f"holds: {comment}", holds, in_file(comment))
for comment in MALFORMED:
    add("suppressions", f"malformed: {ascii(comment)[1:-1]}", suppresses_nothing, on_line(comment), 2)
for comment in MALFORMED_FILE:
    add("suppressions", f"malformed: {ascii(comment)[1:-1]}", suppresses_nothing, in_file(comment), 1)
for comment in OTHER:
    add("suppressions", f"no suppression: {comment}", plain_comment, on_line(comment))


@case("suppressions", "for another codemod")
def other_codemod(box):
    box.repository({"a.py": on_line("# redline: ignore[fallback-indentation]")})
    box.redline("preview", exits=1, prints="+    with open(p) as h:")


@case("suppressions", "of a file, for another codemod")
def other_codemod_file(box):
    box.repository({"a.py": in_file("# redline: ignore-file[fallback-indentation]")})
    box.redline("preview", exits=1, prints="+    with open(p) as h:")


@case("suppressions", "an unknown codemod is a warning with its place")
def unknown(box):
    box.repository({"a.py": on_line("# redline: ignore[nothing]")})
    box.redline("preview", exits=1, says=("a.py:2:", "nothing"), prints="+    with open(p) as h:")


@case("suppressions", "an unknown codemod beside a known one: the known one holds")
def unknown_beside_known(box):
    box.repository({"a.py": on_line(f"# redline: ignore[nothing, {CODEMOD}]")})
    box.redline("preview", exits=0, says=("a.py:2:", "nothing"))


@case("suppressions", "an unknown codemod for a file")
def unknown_for_file(box):
    box.repository({"a.py": in_file("# redline: ignore-file[nothing]")})
    box.redline("preview", exits=1, says=("a.py:1:", "nothing"))


@case("suppressions", "in a string it is none")
def in_string(box):
    box.repository({"a.py": b'"""\n# redline: ignore-file\n# redline: ignore[\n"""\n' + LEAK})
    box.redline("preview", exits=1, prints="+    with open(p) as h:")


@case("suppressions", "malformed in a commit: preview --rev and apply --branch")
def in_commit(box):
    box.repository({"a.py": on_line("# redline: ignore["), "b.py": LEAK})
    box.redline("preview", "--rev", "HEAD", exits=2, says="a.py:2:", prints="b.py")
    box.redline("apply", "--branch", "fixes", exits=2, says="a.py:2:", branch=("r", "fixes"))


@case("suppressions", "malformed in a file that has nothing to fix")
def malformed_alone(box):
    box.repository({"a.py": b"x = 1  # redline: ignore[\n"})
    box.redline("preview", "--parse-all", exits=2, says="a.py:1:")


# MARK: `redline ignore`

LISTED = {"a.py": on_line("# redline: ignore"), "lib/b.py": in_file(f"# redline: ignore-file[{CODEMOD}]"),
          "c.py": b"x = 1  # redline: ignore[fallback-indentation]\n"}


@case("suppressions", "redline ignore lists them all, with places")
def listing(box):
    box.repository(LISTED)
    box.redline("ignore", prints=("a.py:2:18:", "lib/b.py:1:1:", "c.py:1:8:"))


@case("suppressions", "redline ignore lists those of a folder")
def listing_folder(box):
    box.repository(LISTED)
    box.redline("ignore", "lib", prints="lib/b.py:1:1:", silent="a.py")


@case("suppressions", "redline ignore --unused")
def unused(box):
    box.repository(LISTED)
    box.redline("ignore", "--unused", exits=1, prints="c.py:1:8:", silent=("a.py", "b.py"))


@case("suppressions", "redline ignore --unused when all have an effect")
def all_used(box):
    box.repository({"a.py": LISTED["a.py"]})
    run = box.redline("ignore", "--unused")
    box.expect(not run.out.strip(), "nothing on standard output", run.out)


@case("suppressions", "redline ignore --unused: half of a list")
def half_used(box):
    box.repository({"a.py": on_line(f"# redline: ignore[{CODEMOD}, fallback-indentation]")})
    box.redline("ignore", "--unused", exits=1, prints=("a.py:2:", "fallback-indentation"))


@case("suppressions", "redline ignore --unused: a review fix counts")
def used_by_review(box):
    box.repository({"a.py": FALLBACK.replace(b"row = fallback()", b"row = fallback()  # redline: ignore")})
    box.redline("ignore", "--unused")


@case("suppressions", "redline ignore in a folder without any")
def none(box):
    box.repository({"a.py": FIXED})
    run = box.redline("ignore")
    box.expect(not run.out.strip(), "nothing on standard output", run.out)


@case("suppressions", "redline ignore with a malformed one")
def list_malformed(box):
    box.repository({"a.py": on_line("# redline: ignore[")})
    box.redline("ignore", exits=2, says="a.py:2:")


@case("suppressions", "redline ignore with no such path")
def list_nowhere(box):
    box.repository()
    box.redline("ignore", "nowhere.py", exits=2, says="nowhere.py")
