"""Every file that was opened is closed, also where something in between raises."""

from open_files import prove

prove(
    lambda module: module.find(["in.txt"], "x"),
    files={"in.txt": b"# comment\n"},
    raises=ValueError,
)
